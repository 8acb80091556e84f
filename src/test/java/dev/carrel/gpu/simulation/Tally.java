package dev.carrel.gpu.simulation;

import java.util.Arrays;

/** What came out, from the end of the warm-up to the end. */
final class Tally {
  private final long from;
  private final long to;
  private final int devices;
  private final long[] working;
  private final long[] waiting;
  private long[] waits = new long[1024];
  private int waited;
  private int asked;
  private long held;
  private long busy;
  private int reclaimed;

  Tally(long from, long to, int devices, int people) {
    this.from = from;
    this.to = to;
    this.devices = devices;
    this.working = new long[people];
    this.waiting = new long[people];
  }

  void held(Stay stay, long until) {
    held += clipped(stay.granted, until) * stay.devices.size();
  }

  void busy(Stay stay, long until) {
    long seconds = clipped(stay.busySince, until);
    busy += seconds * stay.devices.size();
    working[stay.person] += seconds;
  }

  void asks(long at) {
    asked += at >= from ? 1 : 0;
  }

  /** From the first asking until the devices are used, or given up. */
  void waited(Stay stay, long until) {
    if (stay.asked < from) {
      return;
    }
    if (waited == waits.length) {
      waits = Arrays.copyOf(waits, waited * 2);
    }
    waits[waited++] = until - stay.asked;
    waiting[stay.person] += until - stay.asked;
  }

  void reclaimed(long at) {
    reclaimed += at >= from ? 1 : 0;
  }

  Outcome outcome(Hours hours) {
    long[] sorted = Arrays.copyOf(waits, waited);
    Arrays.sort(sorted);
    double all = (double) (to - from) * devices;
    double weeks = (double) (to - from) / Week.LENGTH;
    return new Outcome(
        busy / (double) Math.max(1, held),
        held / all,
        busy / 3600d / weeks,
        asked / weeks,
        reclaimed / weeks,
        percentile(sorted, 50) / 3600d,
        percentile(sorted, 95) / 3600d,
        jain(),
        hours.shares(),
        hours.sharesWhileAsked());
  }

  /** Over people: of the time in which one worked or waited, the share in which one worked. */
  private double jain() {
    double sum = 0;
    double squares = 0;
    int people = 0;
    for (int i = 0; i < working.length; i++) {
      if (working[i] + waiting[i] > 0) {
        double share = working[i] / (double) (working[i] + waiting[i]);
        sum += share;
        squares += share * share;
        people++;
      }
    }
    return squares == 0 ? 1 : sum * sum / (people * squares);
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private long clipped(long start, long end) {
    return Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
}
