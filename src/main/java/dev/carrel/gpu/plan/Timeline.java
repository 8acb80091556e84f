package dev.carrel.gpu.plan;

import java.util.Arrays;

/** When one device is busy: disjoint spans of milliseconds in order, the end not included. */
final class Timeline {
  static final long NEVER = Long.MAX_VALUE;

  private long[] from = new long[4];
  private long[] to = new long[4];
  private int size;

  void block(long start, long end) {
    if (start >= end) {
      return;
    }
    // All spans that overlap the new one or touch it become one with it.
    int first = firstEndingAt(start);
    int after = first;
    while (after < size && from[after] <= end) {
      after++;
    }
    long joinedFrom = first < after ? Math.min(start, from[first]) : start;
    long joinedTo = first < after ? Math.max(end, to[after - 1]) : end;
    int grown = size - (after - first) + 1;
    if (grown > from.length) {
      from = Arrays.copyOf(from, grown * 2);
      to = Arrays.copyOf(to, grown * 2);
    }
    System.arraycopy(from, after, from, first + 1, size - after);
    System.arraycopy(to, after, to, first + 1, size - after);
    from[first] = joinedFrom;
    to[first] = joinedTo;
    size = grown;
  }

  /** The first time from {@code start} on when it is free for so long; {@link #NEVER} if none. */
  long free(long start, long length) {
    long candidate = start;
    for (int i = firstEndingAt(start + 1); i < size; i++) {
      if (from[i] - length >= candidate) {
        return candidate;
      }
      candidate = to[i];
    }
    return candidate;
  }

  /** When the gap around {@code time} ends; {@link #NEVER} if nothing comes any more. */
  long gapEnd(long time) {
    int next = firstEndingAt(time + 1);
    return next < size ? from[next] : NEVER;
  }

  /** The index of the first span that ends at {@code time} or later. */
  private int firstEndingAt(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (to[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
