package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import dev.carrel.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a rule would have done in the past. */
final class Replay {
  private final IdleRule rule;
  private final Judge judge;

  Replay(IdleRule rule) {
    this.rule = rule;
    this.judge = new Judge(rule);
  }

  /**
   * @param at when its devices would have been taken back
   * @param idleSince since when they had been idle
   * @param won device-hours that others could have used
   * @param missed how long after that it used its devices again; empty if it never did
   */
  record Stopped(Instant at, Instant idleSince, double won, Optional<Duration> missed) {
    public String words() {
      return "%s, idle since %s; %s GPU-hours won, %s"
          .formatted(
              Times.exact(at),
              Times.exact(idleSince),
              Rehearsed.hours(won),
              missed
                  .map(time -> "used again after " + Times.spoken(time))
                  .orElse("never used again"));
    }
  }

  /** The stretches in which an environment held devices, each with its own start. */
  static List<Trace> traces(List<EnvironmentPoint> points, boolean longJob) {
    List<Trace> traces = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= points.size(); i++) {
      if (i == points.size() || apart(points.get(i - 1), points.get(i))) {
        traces.add(new Trace(points.get(start).at(), longJob, false, points.subList(start, i)));
        start = i;
      }
    }
    return traces;
  }

  /** What was seen in quarters of an hour may begin anywhere in one. */
  private static boolean apart(EnvironmentPoint before, EnvironmentPoint after) {
    Duration most = before.span().compareTo(after.span()) > 0 ? before.span() : after.span();
    return before.end().plus(most).plus(IdleRule.HOLE).isBefore(after.at());
  }

  /** Empty if it would have been left alone. */
  Optional<Stopped> of(Trace trace) {
    Course course = Course.BEGINNING;
    List<EnvironmentPoint> points = trace.points();
    for (int i = 0; i < points.size(); i++) {
      Instant now = points.get(i).end();
      if (judge.of(trace.first(i + 1), now) instanceof Verdict.Idle idle) {
        Optional<Step> step = course.due(idle, rule.between(idle.queue()), now);
        if (step.filter(Step.RELEASE::equals).isPresent()) {
          return Optional.of(stopped(points.subList(i + 1, points.size()), idle.since(), now));
        }
        if (step.isPresent()) {
          List<Course.Taken> taken = new ArrayList<>(course.taken());
          taken.add(new Course.Taken(step.get(), now));
          course = new Course(taken, Optional.empty());
        }
      }
    }
    return Optional.empty();
  }

  private Stopped stopped(List<EnvironmentPoint> after, Instant since, Instant at) {
    double won =
        after.stream().mapToDouble(point -> point.gpus() * point.span().toSeconds() / 3600.0).sum();
    Optional<Duration> missed =
        after.stream()
            .filter(point -> point.peak().filter(peak -> peak >= rule.threshold()).isPresent())
            .findFirst()
            .map(point -> Duration.between(at, point.at()));
    return new Stopped(at, since, won, missed);
  }
}
