package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the charts draw: columns of equal length, with null where nothing is known.
 *
 * @param at seconds since the epoch
 * @param marks what was decided, to be marked
 * @param threshold percent, of the idle rule
 * @param cpus what it may use
 * @param most bytes of memory that it may use
 */
record SeriesJson(
    List<Long> at,
    List<Double> gpu,
    List<Double> peak,
    List<Long> gpuMemory,
    List<Double> cpu,
    List<Long> memory,
    List<Double> received,
    List<Double> sent,
    List<Mark> marks,
    double threshold,
    double cpus,
    long most) {
  private static final int POINTS = 480;

  record Mark(long at, String title) {}

  static SeriesJson of(
      List<EnvironmentPoint> points,
      List<Decision> decisions,
      double threshold,
      double cpus,
      long memory) {
    List<Optional<EnvironmentPoint>> slots = withHoles(Slices.of(points, POINTS));
    Instant from = points.isEmpty() ? Instant.MAX : points.getFirst().at();
    return new SeriesJson(
        times(slots),
        column(slots, p -> p.gpu().map(SeriesJson::round)),
        column(slots, p -> p.peak().map(SeriesJson::round)),
        column(slots, EnvironmentPoint::gpuMemory),
        column(slots, p -> p.cpu().map(SeriesJson::round)),
        column(slots, EnvironmentPoint::memory),
        column(slots, p -> p.received().map(SeriesJson::round)),
        column(slots, p -> p.sent().map(SeriesJson::round)),
        decisions.stream()
            .filter(d -> !d.at().isBefore(from))
            .map(d -> new Mark(d.at().getEpochSecond(), d.title()))
            .toList(),
        threshold,
        cpus,
        memory);
  }

  /** An empty slot wherever a line must not be drawn through. */
  private static List<Optional<EnvironmentPoint>> withHoles(List<EnvironmentPoint> points) {
    List<Optional<EnvironmentPoint>> slots = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i > 0
          && points
              .get(i - 1)
              .end()
              .plus(points.get(i - 1).span())
              .plus(IdleRule.HOLE)
              .isBefore(points.get(i).at())) {
        slots.add(Optional.empty());
      }
      slots.add(Optional.of(points.get(i)));
    }
    return slots;
  }

  private static List<Long> times(List<Optional<EnvironmentPoint>> slots) {
    List<Long> times = new ArrayList<>();
    long last = 0;
    for (Optional<EnvironmentPoint> slot : slots) {
      long time = slot.map(point -> point.at().getEpochSecond()).orElse(last + 1);
      last = slot.map(point -> point.end().getEpochSecond()).orElse(time);
      times.add(time);
    }
    return times;
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> column(
      List<Optional<EnvironmentPoint>> slots, Function<EnvironmentPoint, Optional<T>> value) {
    return (List<T>)
        Arrays.asList(slots.stream().map(s -> s.flatMap(value).orElse(null)).toArray());
  }

  private static double round(double number) {
    return Math.round(number * 100) / 100.0;
  }
}
