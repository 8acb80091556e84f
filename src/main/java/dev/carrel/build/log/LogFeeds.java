package dev.carrel.build.log;

import dev.carrel.account.SignedOut;
import dev.carrel.database.Signal;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Sends the logs of builds to whoever follows them, from one feed for each build. */
@ApplicationScoped
public class LogFeeds {
  private static final Logger LOG = Logger.getLogger(LogFeeds.class);

  /** Also how soon a viewer that is gone without a word is noticed. */
  private static final long BEAT_MILLIS = 15_000;

  private static final byte[] BEAT = {':', '\n', '\n'};

  private final LogStore store;
  private final LogEnds ends;
  private final Map<Long, LogFeed> feeds = new ConcurrentHashMap<>();
  private final Set<Viewing> viewings = ConcurrentHashMap.newKeySet();

  @Inject
  LogFeeds(LogStore store, LogEnds ends) {
    this.store = store;
    this.ends = ends;
  }

  /**
   * @param account who looks, so that signing out ends it
   * @param after the newest line that the viewer has, 0 for none
   * @param state what to send as event {@code state} at each change; null to send none
   */
  public record Request(
      long build, long account, long after, LogFormat format, Supplier<String> state) {}

  private record Viewing(long account, Thread thread) {}

  /** An answer that is never kept, held back or compressed on its way. */
  public static Response response(StreamingOutput stream) {
    return Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE)
        .header("Cache-Control", "no-store, no-transform")
        .header("X-Accel-Buffering", "no")
        .build();
  }

  /** From the header that a browser sends when it comes again; 0 without one. */
  public static long after(String lastEventId) {
    return lastEventId != null && lastEventId.matches("\\d{1,18}")
        ? Long.parseLong(lastEventId)
        : 0;
  }

  /** Writes until the build ends, the viewer goes or signs out, or the portal stops. */
  public void follow(Request request, OutputStream out) {
    var viewing = new Viewing(request.account(), Thread.currentThread());
    LogFeed feed = open(request.build());
    viewings.add(viewing);
    try {
      send(request, feed, out);
    } catch (InterruptedException | IOException over) {
      // Gone, signed out, or the portal stops; the browser comes again if it may.
      LOG.tracef("A viewer of build %d is gone: %s", request.build(), over.getMessage());
    } finally {
      viewings.remove(viewing);
      close(request.build());
    }
  }

  private void send(Request request, LogFeed feed, OutputStream out)
      throws IOException, InterruptedException {
    long seen = request.after();
    long changes = request.state() == null ? -1 : 0;
    out.write(BEAT);
    out.flush();
    while (true) {
      switch (feed.next(seen, changes, BEAT_MILLIS)) {
        case LogFeed.Next.Lines lines -> {
          out.write(lines.batch().frame(request.format()));
          seen = lines.batch().last();
        }
        case LogFeed.Next.Behind behind -> {
          var batch = feed.catchUp(seen);
          if (batch.isPresent()) {
            out.write(batch.get().frame(request.format()));
            seen = batch.get().last();
          } else {
            // They were removed meanwhile.
            seen = behind.last();
          }
        }
        case LogFeed.Next.StateChanged changed -> {
          out.write(feed.state(changed.changes(), request.state()));
          changes = changed.changes();
        }
        case LogFeed.Next.Nothing nothing -> out.write(BEAT);
        case LogFeed.Next.Ended ended -> {
          out.write(LogFormat.event("end", ""));
          out.flush();
          return;
        }
      }
      out.flush();
    }
  }

  private LogFeed open(long build) {
    LogFeed feed =
        feeds.compute(
            build,
            (id, open) -> {
              LogFeed kept = open == null ? new LogFeed(id, store, ends) : open;
              kept.viewers++;
              return kept;
            });
    feed.poke();
    return feed;
  }

  private void close(long build) {
    feeds.computeIfPresent(build, (id, feed) -> --feed.viewers == 0 ? null : feed);
  }

  /** How many follow a build on this replica. */
  public int viewers(long build) {
    LogFeed feed = feeds.get(build);
    return feed == null ? 0 : feed.viewers;
  }

  void on(@ObservesAsync Signal signal) {
    if (signal.isGap()) {
      feeds.values().forEach(LogFeed::pokeState);
    } else if (signal.topic().equals(LogStore.TOPIC)) {
      ifOpen(signal.id(), false);
    } else if (signal.topic().equals("build")) {
      ifOpen(signal.id(), true);
    }
  }

  private void ifOpen(long build, boolean state) {
    LogFeed feed = feeds.get(build);
    if (feed != null) {
      if (state) {
        feed.pokeState();
      } else {
        feed.poke();
      }
    }
  }

  void signedOut(@Observes SignedOut event) {
    viewings.stream()
        .filter(viewing -> viewing.account() == event.account())
        .forEach(viewing -> viewing.thread().interrupt());
  }

  void stop(@Observes ShutdownEvent event) {
    feeds.values().forEach(LogFeed::close);
  }
}
