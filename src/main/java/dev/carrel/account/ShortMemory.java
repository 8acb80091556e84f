package dev.carrel.account;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Remembers for seconds what is asked with each request. Safe for any number of threads. */
final class ShortMemory<K, V> {
  private record Entry<V>(V value, long until) {}

  private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
  private final long nanos;
  private final int most;

  ShortMemory(Duration life, int most) {
    this.nanos = life.toNanos();
    this.most = most;
  }

  Optional<V> get(K key) {
    Entry<V> entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.until() - System.nanoTime() < 0) {
      entries.remove(key, entry);
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  void put(K key, V value) {
    if (entries.size() >= most) {
      makeRoom();
    }
    entries.put(key, new Entry<>(value, System.nanoTime() + nanos));
  }

  void removeIf(Predicate<V> unwanted) {
    entries.values().removeIf(entry -> unwanted.test(entry.value()));
  }

  private void makeRoom() {
    long now = System.nanoTime();
    entries.values().removeIf(entry -> entry.until() - now < 0);
    // A flood of keys costs everybody one more look-up, never memory without end.
    if (entries.size() >= most) {
      entries.clear();
    }
  }
}
