package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.Following;
import dev.carrel.engine.PullEvent;
import dev.carrel.engine.PullProblem;
import dev.carrel.engine.VirtualFollowing;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** One pull, from its request to its end. */
final class DockerPull {

  private static final long QUIET = Duration.ofMillis(200).toNanos();

  private final Connection connection;
  private final DockerImages images;

  DockerPull(Connection connection, DockerImages images) {
    this.connection = connection;
    this.images = images;
  }

  Following start(String reference, Consumer<PullEvent> listener) {
    connection.apiVersion();
    return VirtualFollowing.start(
        "engine-pull", self -> listener.accept(run(reference, listener, self)));
  }

  private PullEvent run(String reference, Consumer<PullEvent> listener, VirtualFollowing self) {
    try {
      Response response =
          connection.stream(Request.builder().method(Request.Method.POST), path(reference));
      self.onClose(() -> connection.hangUp(response));
      try {
        String error = read(response, listener);
        if (error != null) {
          return failed(self, error);
        }
      } finally {
        connection.hangUp(response);
      }
      return images
          .find(reference)
          .<PullEvent>map(PullEvent.Pulled::new)
          .orElseGet(() -> failed(self, "the engine pulled it, and has it no more"));
    } catch (EngineException e) {
      return failed(self, e.getMessage());
    } catch (IOException e) {
      return failed(self, connection.translated(e).getMessage());
    }
  }

  private static String read(Response response, Consumer<PullEvent> listener) throws IOException {
    PullTally tally = new PullTally();
    long last = 0;
    MappingIterator<JsonNode> lines = Connection.lines(response);
    while (lines.hasNextValue()) {
      JsonNode line = lines.nextValue();
      if (line.has("error")) {
        return line.path("error").asText();
      }
      if (tally.add(line) && System.nanoTime() - last > QUIET) {
        listener.accept(tally.progress());
        last = System.nanoTime();
      }
    }
    return null;
  }

  private static PullEvent failed(VirtualFollowing self, String message) {
    return self.closed()
        ? new PullEvent.Failed(PullProblem.CANCELLED, "cancelled")
        : new PullEvent.Failed(PullTrouble.of(message), message);
  }

  /** Without a tag the engine would pull every one. */
  private static String path(String reference) {
    boolean tagged = reference.lastIndexOf(':') > reference.lastIndexOf('/');
    String full = tagged || reference.contains("@") ? reference : reference + ":latest";
    return new Query("/images/create").with("fromImage", full).toString();
  }
}
