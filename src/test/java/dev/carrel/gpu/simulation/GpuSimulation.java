package dev.carrel.gpu.simulation;

import dev.carrel.gpu.simulation.Hours.Spent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Weeks of a shared machine under three policies, printed as a table and drawn as a plot. The seeds
 * are fixed, so the same sources print the same figures.
 */
public final class GpuSimulation {
  /** The wishes come to 40 % of all device-hours on the mean, and to more at times. */
  private static final double LOAD = 0.4;

  private static final Path PLOT = Path.of("target", "gpu-simulation.svg");

  /** A scenario and the seeds it is run with. */
  private record Run(Scenario scenario, long seeds) {}

  private static final List<Run> RUNS =
      List.of(
          new Run(new Scenario(4, 30, 2, LOAD, 12), 10),
          new Run(new Scenario(64, 1000, 4, LOAD, 6), 2));

  private GpuSimulation() {}

  public static void main(String... arguments) throws IOException {
    System.out.println(
        """
        useful   of the hours in which a device was held, those in which it computed
        held     of all device-hours, those in which it was held
        work     device-hours of computing done a week
        asked    times a week that somebody asked for devices, again after losing them included
        taken    leases a week that were ended for idleness
        wait     hours from asking until the devices are used, nights away and turns that passed included; who
                 still waits at the end counts with the time so far
        Jain     1 is fair: over people, the share of the time worked or waited that was work

        Where the hours went: work; held, and not begun to use since they were given; idle in a break or
        after the end, until the first notice; noticed, until they were used or taken back; kept for a
        reason; free although somebody waited; free, and nobody waited.
        """);
    List<Panel> panels = new ArrayList<>();
    for (Run run : RUNS) {
      panels.add(panel(run));
    }
    Files.createDirectories(PLOT.getParent());
    Files.writeString(PLOT, Plot.of(panels));
    System.out.println("Plot: " + PLOT);
  }

  private static Panel panel(Run run) {
    Scenario scenario = run.scenario();
    System.out.printf("%s; %d weeks, %d seeds%n", scenario.title(), scenario.weeks(), run.seeds());
    System.out.printf(
        "  %-30s %7s %6s %8s %7s %7s %12s %9s %6s%n",
        "", "useful", "held", "work", "asked", "taken", "median wait", "p95 wait", "Jain");
    Map<Policy, Outcome> outcomes = new EnumMap<>(Policy.class);
    for (Policy policy : Policy.values()) {
      Outcome outcome =
          Outcome.mean(
              LongStream.rangeClosed(1, run.seeds())
                  .parallel()
                  .mapToObj(seed -> new Simulation(scenario, policy, seed).run())
                  .toList());
      outcomes.put(policy, outcome);
      System.out.printf(
          "  %-30s %7.2f %6.2f %8.0f %7.0f %7.0f %10.2f h %7.2f h %6.3f%n",
          policy.title,
          outcome.useful(),
          outcome.held(),
          outcome.work(),
          outcome.asked(),
          outcome.reclaimed(),
          outcome.medianWait(),
          outcome.p95Wait(),
          outcome.fairness());
    }
    hours("of all device-hours", outcomes, Outcome::hours);
    hours("of those in which somebody waited", outcomes, Outcome::whileAsked);
    return new Panel(scenario.title(), outcomes);
  }

  private static void hours(
      String of, Map<Policy, Outcome> outcomes, Function<Outcome, Map<Spent, Double>> shares) {
    System.out.printf("%n  %-38s", of);
    for (Spent spent : Spent.values()) {
      System.out.printf(" %11s", spent.title);
    }
    System.out.println();
    outcomes.forEach(
        (policy, outcome) -> {
          System.out.printf("  %-38s", policy.title);
          shares.apply(outcome).values().forEach(share -> System.out.printf(" %11.3f", share));
          System.out.println();
        });
    System.out.println();
  }

  /** One scenario's part of the plot. */
  record Panel(String title, Map<Policy, Outcome> outcomes) {}
}
