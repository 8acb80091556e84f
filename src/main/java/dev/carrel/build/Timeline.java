package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** Writes down when each step began and ended. */
@ApplicationScoped
class Timeline {
  private final StepRows steps;
  private final BuildRows builds;
  private final Signals signals;

  @Inject
  Timeline(StepRows steps, BuildRows builds, Signals signals) {
    this.steps = steps;
    this.builds = builds;
    this.signals = signals;
  }

  /** A new attempt runs each step anew. */
  @Transactional
  void clear(BuildAttempt attempt) {
    if (current(attempt)) {
      steps.delete("build", attempt.build());
      changed(attempt);
    }
  }

  @Transactional
  void planned(BuildAttempt attempt, StepName name) {
    if (current(attempt)) {
      steps.put(attempt.build(), name.number(), name.brief());
      changed(attempt);
    }
  }

  @Transactional
  void started(BuildAttempt attempt, StepName name, Instant at) {
    if (current(attempt)) {
      StepRow row = steps.put(attempt.build(), name.number(), name.brief());
      // BuildKit may report a step several times: it began when it first did.
      row.started = row.started == null || at.isBefore(row.started) ? at : row.started;
      row.finished = null;
      changed(attempt);
    }
  }

  @Transactional
  void finished(
      BuildAttempt attempt,
      StepName name,
      Instant from,
      Instant to,
      boolean cached,
      Optional<String> error) {
    if (current(attempt)) {
      StepRow row = steps.put(attempt.build(), name.number(), name.brief());
      row.started = row.started == null || from.isBefore(row.started) ? from : row.started;
      row.finished = to;
      row.cached = cached;
      row.error = error.orElse(null);
      changed(attempt);
    }
  }

  private boolean current(BuildAttempt attempt) {
    return builds.findByIdOptional(attempt.build()).filter(row -> row.runs(attempt)).isPresent();
  }

  private void changed(BuildAttempt attempt) {
    signals.raise(new Signal(BuildQueue.TOPIC, attempt.build(), attempt.account()));
  }
}
