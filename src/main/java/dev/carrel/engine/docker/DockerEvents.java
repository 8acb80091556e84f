package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Following;
import dev.carrel.engine.VirtualFollowing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Follows the engine's events for as long as somebody listens. What happened while the line was
 * down is not asked for: the engine keeps only 256 events, and a new list is the truth.
 */
final class DockerEvents {

  private static final Logger LOG = Logger.getLogger(DockerEvents.class);
  private static final long FIRST_PAUSE = 100;
  private static final long LONGEST_PAUSE = 2000;
  private static final String PATH =
      new Query("/events")
          .with(
              "filters",
              Map.of(
                  "type",
                  List.of("container", "image"),
                  "event",
                  List.of(
                      "create", "start", "die", "oom", "pause", "unpause", "destroy", "delete")))
          .toString();

  private final Connection connection;
  private final Ownership ownership;

  DockerEvents(Connection connection, Ownership ownership) {
    this.connection = connection;
    this.ownership = ownership;
  }

  Following follow(Consumer<EngineEvent> listener) {
    return VirtualFollowing.start("engine-events", self -> run(listener, self));
  }

  private void run(Consumer<EngineEvent> listener, VirtualFollowing self) {
    boolean lost = false;
    long pause = FIRST_PAUSE;
    while (!self.closed()) {
      try {
        Response response = connection.stream(Request.builder().method(Request.Method.GET), PATH);
        self.onClose(() -> connection.hangUp(response));
        lost = false;
        pause = FIRST_PAUSE;
        // Only now, so that whoever lists on it misses nothing.
        listener.accept(new EngineEvent.Gap());
        read(response, listener);
      } catch (EngineException e) {
        if (!lost) {
          lost = true;
          listener.accept(new EngineEvent.Lost(unavailable(e)));
        }
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      } catch (RuntimeException e) {
        // A listener's mistake must not leave the portal blind for good.
        LOG.error("A listener to the engine's events failed", e);
      }
      self.pause(pause);
    }
  }

  private void read(Response response, Consumer<EngineEvent> listener) {
    EventReading reading = new EventReading(ownership);
    try {
      MappingIterator<JsonNode> lines = Connection.lines(response);
      while (lines.hasNextValue()) {
        reading.of(lines.nextValue()).ifPresent(listener);
      }
    } catch (IOException e) {
      // The line is down; the next attempt tells whether the engine is.
    } finally {
      connection.hangUp(response);
    }
  }

  private static EngineUnavailable unavailable(EngineException e) {
    return e instanceof EngineUnavailable known
        ? known
        : new EngineUnavailable(
            "The container engine gives no events (%s).".formatted(e.getMessage()),
            "Look at its log.",
            e);
  }
}
