package dev.carrel.gpu.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When somebody is to start, on what.
 *
 * @param start milliseconds, {@link Timeline#NEVER} if it cannot be told
 * @param until see {@link Grant}
 */
record Plan(long start, List<Spot> spots, Optional<Instant> until) {
  static final Plan NONE = new Plan(Timeline.NEVER, List.of(), Optional.empty());

  boolean isNone() {
    return start == Timeline.NEVER;
  }

  Grant grant(Waiting waiting) {
    return new Grant(
        waiting.request(), spots.stream().map(spot -> spot.device.id()).toList(), until);
  }

  /** The earliest on any of the pools; the first of them where several are as early. */
  static Plan earliest(List<Pool> pools, int count, long from, long length) {
    Pool best = null;
    long start = Timeline.NEVER;
    for (Pool pool : pools) {
      long possible = pool.start(count, from, length);
      if (possible < start) {
        start = possible;
        best = pool;
      }
      if (start == from) {
        break;
      }
    }
    return best == null ? NONE : new Plan(start, best.best(count, start, length), Optional.empty());
  }
}
