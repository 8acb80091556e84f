package dev.carrel.database;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * One value per account, until it is told to forget it. A value whose reading had begun before that
 * is not kept: it may show what was.
 */
public final class Remembered<V> {
  private static final int MOST = 20_000;

  /** Should a signal ever be lost, what is shown is not wrong for longer. */
  private static final long NANOS = Duration.ofSeconds(30).toNanos();

  private static final int STRIPES = 1 << 10;

  private record Entry<V>(V value, long at) {}

  private final ConcurrentHashMap<Long, Entry<V>> entries = new ConcurrentHashMap<>();
  private final AtomicLongArray forgotten = new AtomicLongArray(STRIPES);

  public V get(long account, Supplier<V> read) {
    Entry<V> known = entries.get(account);
    if (known != null && System.nanoTime() - known.at < NANOS) {
      return known.value;
    }
    long before = forgotten.get(stripe(account));
    V value = read.get();
    if (entries.size() >= MOST) {
      entries.clear();
    }
    entries.put(account, new Entry<>(value, System.nanoTime()));
    if (forgotten.get(stripe(account)) != before) {
      entries.remove(account);
    }
    return value;
  }

  public void forget(long account) {
    forgotten.incrementAndGet(stripe(account));
    entries.remove(account);
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
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      forgotten.incrementAndGet(stripe);
    }
    entries.clear();
  }

  private static int stripe(long account) {
    return (int) (account & STRIPES - 1);
  }
}
