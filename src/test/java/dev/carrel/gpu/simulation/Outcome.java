package dev.carrel.gpu.simulation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run, or several together, came to.
 *
 * @param useful the share of the hours in which devices were held in which they computed
 * @param held the share of all device-hours in which they were held
 * @param work device-hours of computing a week
 * @param asked a week
 * @param reclaimed leases ended for idleness a week
 * @param medianWait hours
 * @param p95Wait hours
 * @param fairness Jain's index
 */
record Outcome(
    double useful,
    double held,
    double work,
    double asked,
    double reclaimed,
    double medianWait,
    double p95Wait,
    double fairness) {

  static Outcome mean(List<Outcome> runs) {
    return new Outcome(
        mean(runs, Outcome::useful),
        mean(runs, Outcome::held),
        mean(runs, Outcome::work),
        mean(runs, Outcome::asked),
        mean(runs, Outcome::reclaimed),
        mean(runs, Outcome::medianWait),
        mean(runs, Outcome::p95Wait),
        mean(runs, Outcome::fairness));
  }

  private static double mean(List<Outcome> runs, ToDoubleFunction<Outcome> figure) {
    return runs.stream().mapToDouble(figure).average().orElse(0);
  }
}
