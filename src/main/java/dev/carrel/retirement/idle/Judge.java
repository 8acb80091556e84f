package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Applies the rule to what was seen. In doubt nobody is idle. */
final class Judge {
  private final IdleRule rule;

  Judge(IdleRule rule) {
    this.rule = rule;
  }

  Verdict of(Trace trace, Instant now) {
    List<EnvironmentPoint> points = trace.points();
    if (points.isEmpty()) {
      return new Verdict.Unknown();
    }
    EnvironmentPoint last = points.getLast();
    // A reading from the future comes of a clock that jumped: it proves nothing either.
    if (last.end().isBefore(now.minus(IdleRule.FRESH))
        || last.at().isAfter(now)
        || !readable(last)) {
      return new Verdict.Unknown();
    }
    if (!idle(last)) {
      return new Verdict.Busy(Verdict.Why.DEVICE);
    }
    if (now.isBefore(trace.started().plus(rule.grace()))) {
      return new Verdict.Busy(Verdict.Why.GRACE);
    }
    if (trace.longJob() && preparing(trace, now)) {
      return new Verdict.Busy(Verdict.Why.PREPARING);
    }
    Instant since = later(idleSince(points), trace.started());
    boolean queue = last.waiting() > 0;
    Duration limit = rule.limit(queue);
    return since.plus(limit).isAfter(now)
        ? new Verdict.Resting(since, limit)
        : new Verdict.Idle(since, limit, queue);
  }

  /** The first of the idle readings that go on, without a hole, to the last. */
  private Instant idleSince(List<EnvironmentPoint> points) {
    int first = points.size() - 1;
    while (first > 0
        && readable(points.get(first - 1))
        && idle(points.get(first - 1))
        && !hole(points.get(first - 1), points.get(first))) {
      first--;
    }
    return points.get(first).at();
  }

  private static boolean hole(EnvironmentPoint before, EnvironmentPoint after) {
    return before.end().plus(IdleRule.HOLE).isBefore(after.at()) || before.at().isAfter(after.at());
  }

  private static boolean readable(EnvironmentPoint point) {
    return point.known() && point.gpus() > 0 && point.peak().isPresent();
  }

  private boolean idle(EnvironmentPoint point) {
    return point.peak().orElseThrow() < rule.threshold();
  }

  private boolean preparing(Trace trace, Instant now) {
    boolean used =
        trace.usedBefore()
            || trace.points().stream().anyMatch(point -> readable(point) && !idle(point));
    return !used
        && cpu(trace, now.minus(IdleRule.CPU_WINDOW))
            .filter(cpu -> cpu >= rule.busyCpus())
            .isPresent();
  }

  private static Optional<Double> cpu(Trace trace, Instant from) {
    var mean =
        trace.points().stream()
            .filter(point -> point.end().isAfter(from))
            .flatMap(point -> point.cpu().stream())
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
