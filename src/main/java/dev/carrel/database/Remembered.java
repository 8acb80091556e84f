package dev.carrel.database;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One value per account, until it is told to forget it. A value whose reading had begun before that
 * is not kept: it may show what was.
 */
public final class Remembered<V> {
  private static final int MOST = 20_000;

  /** Should a signal ever be lost, what is shown is not wrong for longer. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Asynchronous, so that a reading that is under way can be forgotten without waiting for it. */
  private final AsyncCache<Long, V> values =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).buildAsync();

  public V get(long account, Supplier<V> read) {
    CompletableFuture<V> known = values.getIfPresent(account);
    if (known != null && known.isDone()) {
      return known.join();
    }
    var reading = new CompletableFuture<V>();
    values.put(account, reading);
    try {
      V value = read.get();
      reading.complete(value);
      return value;
    } catch (RuntimeException | Error failed) {
      values.asMap().remove(account, reading);
      throw failed;
    }
  }

  public void forget(long account) {
    values.asMap().remove(account);
  }

  /** Forgets whom the signal concerns: all, where it names nobody. */
  public void forget(Signal signal) {
    if (signal.isGap() || signal.account() == 0) {
      clear();
    } else {
      forget(signal.account());
    }
  }

  public void clear() {
    values.asMap().clear();
  }
}
