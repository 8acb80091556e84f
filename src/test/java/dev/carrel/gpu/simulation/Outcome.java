package dev.carrel.gpu.simulation;

import dev.carrel.gpu.simulation.Hours.Spent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
 * @param hours the shares of all device-hours
 * @param whileAsked the shares of those device-hours in which somebody waited
 */
record Outcome(
    double useful,
    double held,
    double work,
    double asked,
    double reclaimed,
    double medianWait,
    double p95Wait,
    double fairness,
    Map<Spent, Double> hours,
    Map<Spent, Double> whileAsked) {

  static Outcome mean(List<Outcome> runs) {
    return new Outcome(
        mean(runs, Outcome::useful),
        mean(runs, Outcome::held),
        mean(runs, Outcome::work),
        mean(runs, Outcome::asked),
        mean(runs, Outcome::reclaimed),
        mean(runs, Outcome::medianWait),
        mean(runs, Outcome::p95Wait),
        mean(runs, Outcome::fairness),
        means(runs, Outcome::hours),
        means(runs, Outcome::whileAsked));
  }

  private static double mean(List<Outcome> runs, ToDoubleFunction<Outcome> figure) {
    return runs.stream().mapToDouble(figure).average().orElse(0);
  }

  private static Map<Spent, Double> means(
      List<Outcome> runs, Function<Outcome, Map<Spent, Double>> shares) {
    Map<Spent, Double> means = new EnumMap<>(Spent.class);
    for (Spent spent : Spent.values()) {
      means.put(spent, mean(runs, run -> shares.apply(run).get(spent)));
    }
    return means;
  }
}
