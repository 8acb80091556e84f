package dev.carrel.gpu.history;

import java.time.Duration;
import java.time.Instant;

/** How long a stored sample is. */
enum Grain {
  READING(10),
  MINUTE(60),
  QUARTER(900),
  DAY(86_400);

  final int seconds;

  Grain(int seconds) {
    this.seconds = seconds;
  }

  Grain coarser() {
    return values()[ordinal() + 1];
  }

  /** How long samples of this grain are kept before they become coarser, or go. */
  Duration kept(HistoryConfig config) {
    return switch (this) {
      case READING -> config.readings();
      case MINUTE -> config.minutes();
      case QUARTER -> config.quarters();
      case DAY -> config.days();
    };
  }

  /** The start of the sample of this grain in which that time lies. */
  Instant start(Instant time) {
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }

  /**
   * The most rows that one device or environment that is always there has: each grain's own time,
   * and one coarser sample more than it, since samples become coarser by whole ones.
   */
  static long mostRows(HistoryConfig config) {
    long rows = 0;
    Duration finer = Duration.ZERO;
    for (Grain grain : values()) {
      rows += Math.ceilDiv(grain.kept(config).minus(finer).toSeconds(), (long) grain.seconds);
      rows += grain == DAY ? 1 : grain.coarser().seconds / grain.seconds;
      finer = grain.kept(config);
    }
    return rows;
  }
}
