package dev.carrel.gpu.simulation;

/**
 * @param most devices that one may have at once
 * @param load the work that people want done, as a share of all device-hours; what they hold for it
 *     comes on top
 */
record Scenario(int devices, int users, int most, double load, int weeks) {

  String title() {
    return "%d devices, %,d users".formatted(devices, users);
  }

  /** Seconds between a user's works, if nothing took any time, at the busiest hour. */
  double secondsBetween() {
    double perSecond = load * devices / Habits.meanWork(most) / users;
    return Week.meanEagerness() / perSecond;
  }
}
