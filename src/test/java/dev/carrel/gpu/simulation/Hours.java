package dev.carrel.gpu.simulation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Where each hour of each device went. Each second of it is in one place, so shares come to 1. */
final class Hours {
  /** What a device's second was spent on, and what it is called in a table. */
  enum Spent {
    WORK("work"),
    NOT_BEGUN("not begun"),
    BREAK("break"),
    NOTICED("noticed"),
    KEPT("kept"),
    FREE_WANTED("free, asked"),
    FREE("free");

    final String title;

    Spent(String title) {
      this.title = title;
    }
  }

  private final long from;
  private final int devices;
  private final long[] seconds = new long[Spent.values().length];
  private final long[] asked = new long[Spent.values().length];

  Hours(long from, int devices) {
    this.from = from;
    this.devices = devices;
  }

  /**
   * Nothing changed between the two times.
   *
   * @param waited somebody did, all the time
   */
  void pass(long since, long until, Collection<Stay> holding, boolean waited) {
    long time = until - Math.max(since, from);
    if (time <= 0) {
      return;
    }
    int free = devices;
    for (Stay stay : holding) {
      add(stay.spends(since), stay.devices.size() * time, waited);
      free -= stay.devices.size();
    }
    add(waited ? Spent.FREE_WANTED : Spent.FREE, free * time, waited);
  }

  private void add(Spent spent, long time, boolean waited) {
    seconds[spent.ordinal()] += time;
    asked[spent.ordinal()] += waited ? time : 0;
  }

  /** Of all device-hours. */
  Map<Spent, Double> shares() {
    return shares(seconds);
  }

  /** Of the device-hours in which somebody waited. */
  Map<Spent, Double> sharesWhileAsked() {
    return shares(asked);
  }

  private static Map<Spent, Double> shares(long[] seconds) {
    long all = 0;
    for (long one : seconds) {
      all += one;
    }
    Map<Spent, Double> shares = new EnumMap<>(Spent.class);
    for (Spent spent : Spent.values()) {
      shares.put(spent, seconds[spent.ordinal()] / (double) Math.max(1, all));
    }
    return shares;
  }
}
