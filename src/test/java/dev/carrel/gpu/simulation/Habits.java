package dev.carrel.gpu.simulation;

import static dev.carrel.gpu.simulation.Week.HOUR;
import static dev.carrel.gpu.simulation.Week.MINUTE;

import dev.carrel.gpu.simulation.Work.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How people use devices: they come late to what started at night, pause, forget to give back. Set
 * so that plain holding does useful work in about a third of the hours, as published for shared
 * clusters (0.21 to 0.50), and not touched for what the other policies make of it.
 */
final class Habits {
  private static final double BATCH = 0.5;
  private static final double COMMAND = 0.75;
  private static final double TIDY = 0.85;
  private static final double KEEPS = 0.10;
  private static final long LONGEST_KEEP = 4 * HOUR;
  private static final long LONGEST_LEASE = 24 * HOUR;

  private Habits() {}

  /**
   * @param most devices that one may have
   */
  static Work next(Random random, int most) {
    boolean batch = random.nextDouble() < BATCH;
    int devices = Math.min(most, devices(random));
    boolean tidy = random.nextDouble() < TIDY;
    return batch ? batch(random, devices, tidy) : session(random, devices, tidy);
  }

  /** Mean device-seconds of work, by drawing many. */
  static double meanWork(int most) {
    Random random = new Random(0);
    int draws = 20_000;
    double sum = 0;
    for (int i = 0; i < draws; i++) {
      sum += next(random, most).deviceSeconds();
    }
    return sum / draws;
  }

  private static int devices(Random random) {
    double draw = random.nextDouble();
    return draw < 0.85 ? 1 : draw < 0.95 ? 2 : 4;
  }

  private static Work batch(Random random, int devices, boolean tidy) {
    long runs = Math.min(22 * HOUR, logNormal(random, 150 * MINUTE, 1.1));
    long asked =
        random.nextBoolean()
            ? LONGEST_LEASE
            : Math.min(LONGEST_LEASE, (2 * runs / HOUR + 1) * HOUR);
    return new Work(
        true,
        random.nextDouble() < COMMAND,
        devices,
        asked,
        List.of(new Stretch(runs, 0, false, 0)),
        tidy);
  }

  /** Some stretches of half an hour or so, with breaks short and long, and sometimes a night. */
  private static Work session(Random random, int devices, boolean tidy) {
    List<Stretch> stretches = new ArrayList<>();
    do {
      long busy = logNormal(random, 30 * MINUTE, 0.8);
      double draw = random.nextDouble();
      long pause = logNormal(random, (draw < 0.75 ? 8 : 75) * MINUTE, 0.7);
      boolean overnight = draw > 0.97;
      long kept = random.nextDouble() < KEEPS ? (long) (random.nextDouble() * LONGEST_KEEP) : 0;
      stretches.add(new Stretch(busy, pause, overnight, kept));
    } while (random.nextDouble() < 5d / 6);
    double draw = random.nextDouble();
    long asked = (draw < 0.5 ? 8 : draw < 0.8 ? 12 : 24) * HOUR;
    return new Work(false, false, devices, asked, stretches, tidy);
  }

  private static long logNormal(Random random, long median, double sigma) {
    return Math.max(MINUTE, (long) (median * Math.exp(sigma * random.nextGaussian())));
  }
}
