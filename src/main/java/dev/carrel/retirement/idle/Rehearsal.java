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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Replays rules over what was seen, to tell an operator what they would have done. */
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

  /**
   * Whose environment a line is about.
   *
   * @param groups the owner's today, by which the rule is found
   */
  record Subject(
      long environment, String name, String username, List<String> groups, boolean longJob) {
    static Subject unknown(long environment) {
      return new Subject(environment, "environment " + environment, "", List.of(), false);
    }
  }

  /** All in one look at the history: what the one rules would have done, and what the others. */
  Rehearsed of(IdleRules present, IdleRules changed) {
    Instant now = clock.instant();
    Map<Long, Subject> subjects =
        QuarkusTransaction.requiringNew().call(() -> decisions.subjects(now.minus(BACK)));
    var found = new Found();
    history.eachWithDevices(
        now.minus(BACK),
        now,
        (environment, points) ->
            found.add(
                subjects.getOrDefault(environment, Subject.unknown(environment)),
                points,
                present,
                changed));
    return new Rehearsed(found.lines, found.held, List.copyOf(found.groups));
  }

  private static final class Found {
    private final List<Rehearsed.Line> lines = new ArrayList<>();
    private final TreeSet<String> groups = new TreeSet<>();
    private double held;

    void add(Subject subject, List<EnvironmentPoint> points, IdleRules present, IdleRules changed) {
      held += points.stream().mapToDouble(p -> p.gpus() * p.span().toSeconds() / 3600.0).sum();
      groups.addAll(subject.groups());
      IdleTerms now = present.of(subject.groups());
      IdleTerms then = changed.of(subject.groups());
      for (Trace trace : Replay.traces(points, subject.longJob())) {
        Optional<Replay.Stopped> stopped = stopped(now, trace);
        Optional<Replay.Stopped> wouldBe = then.equals(now) ? stopped : stopped(then, trace);
        if (stopped.isPresent() || wouldBe.isPresent()) {
          lines.add(new Rehearsed.Line(subject, now, stopped, wouldBe));
        }
      }
    }

    private static Optional<Replay.Stopped> stopped(IdleTerms terms, Trace trace) {
      return terms.enabled() ? new Replay(terms.rule()).of(trace) : Optional.empty();
    }
  }
}
