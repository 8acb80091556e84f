package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import dev.carrel.gpu.history.History;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Replays a rule over what was seen, to tell an operator what it would have done. */
@ApplicationScoped
class Rehearsal {
  static final Duration BACK = Duration.ofDays(31);

  private final History history;
  private final Decisions decisions;
  private final Clock clock;

  @Inject
  Rehearsal(History history, Decisions decisions, Clock clock) {
    this.history = history;
    this.decisions = decisions;
    this.clock = clock;
  }

  /** Whose environment a line is about. */
  record Subject(long environment, String name, String username, boolean longJob) {
    static Subject unknown(long environment) {
      return new Subject(environment, "environment " + environment, "", false);
    }
  }

  record Line(Subject subject, Replay.Stopped stopped) {
    public String won() {
      return Result.hours(stopped.won());
    }
  }

  /**
   * @param lines those who would have been stopped, who held longest first
   * @param held device-hours that all had in that time
   */
  record Result(List<Line> lines, double held) {
    public String won() {
      return hours(wonHours());
    }

    public String heldHours() {
      return hours(held);
    }

    public long percent() {
      return held == 0 ? 0 : Math.round(100 * wonHours() / held);
    }

    public long missed() {
      return lines.stream().filter(line -> line.stopped().missed().isPresent()).count();
    }

    private double wonHours() {
      return lines.stream().mapToDouble(line -> line.stopped().won()).sum();
    }

    static String hours(double hours) {
      return hours >= 10
          ? Long.toString(Math.round(hours))
          : String.format(Locale.ROOT, "%.1f", hours);
    }
  }

  /** The results of each rule, in their order: all in one look at the history. */
  List<Result> of(List<IdleRule> rules) {
    Instant now = clock.instant();
    Map<Long, Subject> subjects =
        QuarkusTransaction.requiringNew().call(() -> decisions.subjects(now.minus(BACK)));
    List<Replay> replays = rules.stream().map(Replay::new).toList();
    List<List<Line>> lines =
        rules.stream().map(rule -> (List<Line>) new ArrayList<Line>()).toList();
    double[] held = {0};
    history.eachWithDevices(
        now.minus(BACK),
        now,
        (environment, points) -> {
          held[0] += hours(points);
          Subject subject = subjects.getOrDefault(environment, Subject.unknown(environment));
          for (Trace trace : Replay.traces(points, subject.longJob())) {
            for (int i = 0; i < replays.size(); i++) {
              List<Line> found = lines.get(i);
              replays.get(i).of(trace).ifPresent(s -> found.add(new Line(subject, s)));
            }
          }
        });
    return lines.stream().map(found -> new Result(sorted(found), held[0])).toList();
  }

  private static List<Line> sorted(List<Line> lines) {
    return lines.stream()
        .sorted(Comparator.comparingDouble((Line line) -> line.stopped().won()).reversed())
        .toList();
  }

  private static double hours(List<EnvironmentPoint> points) {
    return points.stream().mapToDouble(p -> p.gpus() * p.span().toSeconds() / 3600.0).sum();
  }
}
