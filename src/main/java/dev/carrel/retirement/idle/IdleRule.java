package dev.carrel.retirement.idle;

import java.time.Duration;

/**
 * What counts as idle.
 *
 * @param threshold percent of use; each reading of each device is below
 * @param after how long, before the first notice
 * @param afterQueued the same while others wait
 * @param grace after the start, in which nothing is done; a GPU that was idle from the start has
 *     been idle for so long at its end
 * @param between the notices, and before the release, while nobody waits
 * @param busyCpus processors that excuse a declared long job that has not used its device yet
 */
record IdleRule(
    double threshold,
    Duration after,
    Duration afterQueued,
    Duration grace,
    Duration between,
    double busyCpus) {

  /** Figures that are older say nothing about now: nobody is told or stopped on their word. */
  static final Duration FRESH = Duration.ofSeconds(90);

  /** A longer hole between two readings may hide anything. */
  static final Duration HOLE = Duration.ofSeconds(90);

  /** A long job's processors are looked at for so long. */
  static final Duration CPU_WINDOW = Duration.ofMinutes(10);

  IdleRule {
    if (!(threshold > 0 && threshold <= 100)) {
      throw new IllegalArgumentException("threshold must be above 0 and at most 100 percent");
    }
    if (after.isNegative() || after.isZero() || afterQueued.isNegative() || afterQueued.isZero()) {
      throw new IllegalArgumentException("the idle time must be above 0");
    }
    if (grace.isNegative() || between.isNegative()) {
      throw new IllegalArgumentException("times must not be negative");
    }
    if (!(busyCpus > 0)) {
      throw new IllegalArgumentException("busyCpus must be above 0");
    }
  }

  static IdleRule of(IdleConfig config) {
    return new IdleRule(
        config.threshold(),
        config.after(),
        config.afterQueued(),
        config.grace(),
        config.between(),
        config.busyCpus());
  }

  Duration limit(boolean queue) {
    return queue ? afterQueued : after;
  }

  /** The time between two steps: while others wait it is shortened as much as the limit is. */
  Duration between(boolean queue) {
    return queue && afterQueued.compareTo(after) < 0
        ? Duration.ofMillis(between.toMillis() * afterQueued.toMillis() / after.toMillis())
        : between;
  }

  /** Like {@code below 5 % for 60 min}. */
  String words(boolean queue) {
    return "below %s %% for %d min%s"
        .formatted(
            plain(threshold),
            limit(queue).toMinutes(),
            queue ? ", since others wait for a GPU" : "");
  }

  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
