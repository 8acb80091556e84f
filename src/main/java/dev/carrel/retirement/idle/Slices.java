package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Merges neighbours, so that no more points are left than a chart or a table has room for. */
final class Slices {
  private Slices() {}

  static List<EnvironmentPoint> of(List<EnvironmentPoint> points, int most) {
    if (points.isEmpty()) {
      return List.of();
    }
    Instant from = points.getFirst().at();
    long each =
        Math.max(1, Math.ceilDiv(Duration.between(from, points.getLast().end()).toSeconds(), most));
    List<EnvironmentPoint> slices = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= points.size(); i++) {
      if (i == points.size()
          || slice(points.get(i), from, each) != slice(points.get(start), from, each)) {
        slices.add(merged(points.subList(start, i)));
        start = i;
      }
    }
    return slices;
  }

  private static long slice(EnvironmentPoint point, Instant from, long each) {
    return Duration.between(from, point.at()).toSeconds() / each;
  }

  private static EnvironmentPoint merged(List<EnvironmentPoint> points) {
    if (points.size() == 1) {
      return points.getFirst();
    }
    EnvironmentPoint first = points.getFirst();
    return new EnvironmentPoint(
        first.at(),
        Duration.between(first.at(), points.getLast().end()),
        points.stream().mapToInt(EnvironmentPoint::gpus).max().orElse(0),
        points.stream().allMatch(EnvironmentPoint::known),
        mean(points, EnvironmentPoint::gpu),
        highest(points, EnvironmentPoint::peak),
        meanWhole(points, EnvironmentPoint::gpuMemory),
        mean(points, EnvironmentPoint::cpu),
        meanWhole(points, EnvironmentPoint::memory),
        mean(points, EnvironmentPoint::received),
        mean(points, EnvironmentPoint::sent),
        points.stream().mapToInt(EnvironmentPoint::used).max().orElse(0),
        points.stream().mapToInt(EnvironmentPoint::waiting).max().orElse(0));
  }

  /** Weighted by time, of those that there are. */
  static Optional<Double> mean(
      List<EnvironmentPoint> points, Function<EnvironmentPoint, Optional<Double>> value) {
    double sum = 0;
    double time = 0;
    for (EnvironmentPoint point : points) {
      Optional<Double> known = value.apply(point);
      if (known.isPresent()) {
        sum += known.get() * point.span().toSeconds();
        time += point.span().toSeconds();
      }
    }
    return time == 0 ? Optional.empty() : Optional.of(sum / time);
  }

  private static Optional<Long> meanWhole(
      List<EnvironmentPoint> points, Function<EnvironmentPoint, Optional<Long>> value) {
    return mean(points, point -> value.apply(point).map(Long::doubleValue)).map(Math::round);
  }

  static Optional<Double> highest(
      List<EnvironmentPoint> points, Function<EnvironmentPoint, Optional<Double>> value) {
    return points.stream().flatMap(point -> value.apply(point).stream()).max(Double::compare);
  }
}
