package dev.carrel.gpu.plan;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Devices of which any will do, such as all of one kind. */
record Pool(List<Spot> spots) {

  /** The first time from {@code from} on when so many of them are free together for so long. */
  long start(int count, long from, long length) {
    if (count == 1) {
      return first(from, length);
    }
    long[] free = new long[spots.size()];
    long time = from;
    while (true) {
      int together = 0;
      for (int i = 0; i < free.length; i++) {
        free[i] = spots.get(i).busy.free(time, length);
        together += free[i] == time ? 1 : 0;
      }
      if (together >= count) {
        return time;
      }
      // Before this, fewer than that many are free; those who were may not be any more.
      Arrays.sort(free);
      time = free[count - 1];
      if (time == Timeline.NEVER) {
        return time;
      }
    }
  }

  private long first(long from, long length) {
    long first = Timeline.NEVER;
    for (int i = 0; i < spots.size() && first > from; i++) {
      first = Math.min(first, spots.get(i).busy.free(from, length));
    }
    return first;
  }

  /**
   * So many that are free then: the smallest; of slices those on the device with the fewest free
   * ones, so that other devices stay whole; then those whose gap fits most closely, so that long
   * gaps are left to those who need them.
   */
  List<Spot> best(int count, long start, long length) {
    List<Spot> free = spots.stream().filter(spot -> spot.freeAt(start, length)).toList();
    Map<Long, Integer> siblings = new HashMap<>();
    free.forEach(spot -> spot.device.parent().ifPresent(id -> siblings.merge(id, 1, Integer::sum)));
    Comparator<Spot> closest =
        comparingLong((Spot spot) -> spot.device.memory())
            .thenComparingInt(
                spot -> spot.device.parent().map(parent -> siblings.get(parent)).orElse(0))
            .thenComparingLong(spot -> spot.busy.gapEnd(start))
            .thenComparing(comparingInt(spot -> spot.device.ordinal()))
            .thenComparingLong(spot -> spot.device.id());
    return count == 1
        ? List.of(free.stream().min(closest).orElseThrow())
        : free.stream().sorted(closest).limit(count).toList();
  }
}
