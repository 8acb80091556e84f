package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends attempts at builds, each in one transaction; one that is over already is left as it is. */
@ApplicationScoped
class Attempts {
  private final BuildRows rows;
  private final BuildQueue queue;
  private final BuildConfig config;
  private final ImageNaming naming;
  private final Signals signals;
  private final Event<BuildSucceeded> succeeded;
  private final Event<BuildFailed> failed;
  private final Event<BuildCancelled> cancelled;
  private final Clock clock;

  @Inject
  Attempts(
      BuildRows rows,
      BuildQueue queue,
      BuildConfig config,
      ImageNaming naming,
      Signals signals,
      Event<BuildSucceeded> succeeded,
      Event<BuildFailed> failed,
      Event<BuildCancelled> cancelled,
      Clock clock) {
    this.rows = rows;
    this.queue = queue;
    this.config = config;
    this.naming = naming;
    this.signals = signals;
    this.succeeded = succeeded;
    this.failed = failed;
    this.cancelled = cancelled;
    this.clock = clock;
  }

  /** The build's row, as it is now; empty if the attempt is over. */
  @Transactional
  Optional<BuildRow> current(BuildAttempt attempt) {
    return rows.findByIdOptional(attempt.build()).filter(row -> row.runs(attempt));
  }

  @Transactional
  void succeed(BuildAttempt attempt, ImageNaming.Named image) {
    ending(
        attempt,
        row -> {
          ImageRow kept = naming.keep(image, clock.instant());
          row.succeed(kept, clock.instant());
          signals.raise(new Signal(ImageNaming.TOPIC, kept.id, kept.account));
          succeeded.fire(new BuildSucceeded(row.id, row.account, row.revisionId, kept.view()));
        });
  }

  @Transactional
  void fail(BuildAttempt attempt, Diagnosis diagnosis) {
    ending(attempt, row -> fail(row, diagnosis));
  }

  @Transactional
  void cancel(BuildAttempt attempt) {
    ending(attempt, this::cancel);
  }

  /** Back into the queue; unless that was wanted ended, or happened too often. */
  @Transactional
  void again(BuildAttempt attempt, String why, boolean interrupted) {
    ending(
        attempt,
        row -> {
          if (row.cancelling) {
            cancel(row);
          } else if (interrupted && row.interruptions >= config.interruptions()) {
            fail(
                row,
                Diagnosis.of(
                    Diagnosis.Cause.INTERRUPTED,
                    "The build was interrupted "
                        + (row.interruptions + 1)
                        + " times, the last time because: "
                        + why
                        + " Build it again, or ask whoever runs this portal whether the recipe is"
                        + " too much for the machine."));
          } else {
            row.requeue(why, interrupted);
          }
        });
  }

  private void fail(BuildRow row, Diagnosis diagnosis) {
    row.fail(diagnosis, clock.instant());
    failed.fire(new BuildFailed(row.id, row.account, row.revisionId, diagnosis.sentence()));
  }

  private void cancel(BuildRow row) {
    row.cancelled(clock.instant());
    cancelled.fire(new BuildCancelled(row.id, row.account, row.revisionId));
  }

  private void ending(BuildAttempt attempt, Consumer<BuildRow> end) {
    rows.locked(attempt.build())
        .filter(row -> row.runs(attempt))
        .ifPresent(
            row -> {
              end.accept(row);
              queue.signal(row);
            });
  }
}
