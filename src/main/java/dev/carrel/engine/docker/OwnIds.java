package dev.carrel.engine.docker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Ids of containers and images that were seen to be this instance's.
 *
 * <p>The engine gives an id once, and what it stands for keeps its labels: so nothing here is ever
 * wrong, not after the engine came back either. Whether it is still there the engine itself says.
 * Names are never kept: they can come to mean something else.
 */
final class OwnIds {
  private static final int MOST = 10_000;

  private final Cache<String, Boolean> ids = Caffeine.newBuilder().maximumSize(MOST).build();

  void add(String id) {
    ids.put(id, true);
  }

  boolean hold(String id) {
    return ids.getIfPresent(id) != null;
  }
}
