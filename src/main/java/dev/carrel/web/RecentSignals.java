package dev.carrel.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** When each account's topics last changed, for pages that were made a moment before. */
@ApplicationScoped
class RecentSignals {
  /** A page takes no longer from its making until it follows the changes. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** The page was asked for before it was made; rounding must not lose what came in between. */
  private static final long MARGIN_MILLIS = 100;

  private record Key(long account, String topic) {}

  private final Cache<Key, Long> last =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(50_000).build();

  void follow(@Observes StartupEvent started, Signals signals) {
    signals.stream()
        .subscribe()
        .with(signal -> last.put(new Key(signal.account(), signal.topic()), System.nanoTime()));
  }

  /** Those of the topics that changed within so many milliseconds. */
  Set<String> within(long millis, long account, Set<String> topics) {
    long since = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(millis + MARGIN_MILLIS);
    if (after(since, new Key(0, Signal.GAP))) {
      return topics;
    }
    return topics.stream()
        .filter(topic -> after(since, new Key(account, topic)) || after(since, new Key(0, topic)))
        .collect(Collectors.toSet());
  }

  private boolean after(long since, Key key) {
    Long at = last.getIfPresent(key);
    return at != null && at - since > 0;
  }
}
