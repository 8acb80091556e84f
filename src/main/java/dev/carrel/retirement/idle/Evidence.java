package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The readings that a decision rests on, and some before them, in columns of equal length.
 *
 * @param at seconds since the epoch
 * @param gpu percent, the busiest device; null where it is not known
 * @param cpu processors busy; null where they are not known
 */
record Evidence(List<Long> at, List<Double> gpu, List<Double> cpu) {
  private static final Duration BEFORE = Duration.ofMinutes(20);

  /** More than a screen has room for says no more. */
  private static final int MOST = 240;

  static Evidence of(List<EnvironmentPoint> points, Instant idleSince) {
    List<EnvironmentPoint> shown =
        points.stream().filter(p -> p.end().isAfter(idleSince.minus(BEFORE))).toList();
    // Of readings that are merged the highest stands: nothing that speaks for the owner is lost.
    int each = Math.max(1, Math.ceilDiv(shown.size(), MOST));
    var at = new ArrayList<Long>();
    var gpu = new ArrayList<Double>();
    var cpu = new ArrayList<Double>();
    for (int i = 0; i < shown.size(); i += each) {
      List<EnvironmentPoint> merged = shown.subList(i, Math.min(i + each, shown.size()));
      at.add(merged.getFirst().at().getEpochSecond());
      gpu.add(highest(merged.stream().map(p -> p.peak().orElse(null)).toList()));
      cpu.add(highest(merged.stream().map(p -> p.cpu().orElse(null)).toList()));
    }
    return new Evidence(at, gpu, cpu);
  }

  private static Double highest(List<Double> values) {
    return values.stream()
        .filter(Objects::nonNull)
        .max(Double::compare)
        .map(value -> Math.round(value * 100) / 100.0)
        .orElse(null);
  }
}
