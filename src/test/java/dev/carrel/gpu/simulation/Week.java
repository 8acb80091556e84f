package dev.carrel.gpu.simulation;

import java.util.Random;

/** Day and night, weekends and deadlines. Times are seconds since a Monday's midnight. */
final class Week {
  static final long MINUTE = 60;
  static final long HOUR = 3600;
  static final long DAY = 24 * HOUR;
  static final long LENGTH = 7 * DAY;

  private static final int COMES = 8;
  private static final int GOES = 20;

  /** Hour by hour, how likely work is begun; 1 is the busiest. */
  private static final double[] BY_HOUR = {
    .10, .08, .06, .05, .05, .06, .10, .25, .60, .85, .95, 1, .80, .90, 1, 1, .95, .85, .65, .50,
    .45, .40, .30, .20
  };

  private static final double WEEKEND = 0.35;

  /** The load of the five days before a deadline; there is one at the end of every third week. */
  private static final double DEADLINE = 2.5;

  private static final int DEADLINE_WEEKS = 3;

  private Week() {}

  /** How likely work is begun at that time, against the busiest hour of a usual day. */
  static double eagerness(long time) {
    int day = (int) (time / DAY % 7);
    boolean deadline = time / LENGTH % DEADLINE_WEEKS == DEADLINE_WEEKS - 1 && day < 5;
    return BY_HOUR[(int) (time % DAY / HOUR)]
        * (day >= 5 ? WEEKEND : 1)
        * (deadline ? DEADLINE : 1);
  }

  /** Over three weeks. */
  static double meanEagerness() {
    double sum = 0;
    int hours = DEADLINE_WEEKS * 7 * 24;
    for (int hour = 0; hour < hours; hour++) {
      sum += eagerness(hour * HOUR);
    }
    return sum / hours;
  }

  static boolean awake(long time) {
    long hour = time % DAY / HOUR;
    return hour >= COMES && hour < GOES;
  }

  /** When somebody turns to the screen who would do so after that delay, nights left out. */
  static long noticed(long time, double meanMinutes, Random random) {
    long at = time + (long) (-Math.log(1 - random.nextDouble()) * meanMinutes * MINUTE);
    return awake(at) ? at : morning(at, random);
  }

  static long morning(long time, Random random) {
    long today = time - time % DAY + COMES * HOUR;
    long next = time % DAY / HOUR < COMES ? today : today + DAY;
    return next + (long) (random.nextDouble() * 2 * HOUR);
  }
}
