package dev.carrel.retirement.idle;

import dev.carrel.account.Account;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.environment.Attendance;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.web.Problem;
import dev.carrel.web.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What owners see and say of their idle GPUs, and operators of what they say. */
@ApplicationScoped
class IdleDesk {
  private static final int SHOWN = 12;
  private static final int KEPT_SHOWN = 30;
  private static final int SHORTEST_REASON = 3;
  private static final int LONGEST_REASON = 500;

  private final Decisions decisions;
  private final Keeps keeps;
  private final EnvironmentBook book;
  private final Attendance attendance;
  private final IdleRules rules;
  private final Signals signals;
  private final Clock clock;

  @Inject
  IdleDesk(
      Decisions decisions,
      Keeps keeps,
      EnvironmentBook book,
      Attendance attendance,
      IdleRules rules,
      Signals signals,
      Clock clock) {
    this.decisions = decisions;
    this.keeps = keeps;
    this.book = book;
    this.attendance = attendance;
    this.rules = rules;
    this.signals = signals;
    this.clock = clock;
  }

  /** Newest first. */
  @Transactional
  List<Decision> decisions(long environment) {
    return decisions.of(environment, SHOWN);
  }

  /** What keeps its GPUs just now. A reason to keep those that it had before counts no more. */
  @Transactional
  Optional<Kept> kept(EnvironmentView view) {
    return view.leases().stream()
        .flatMap(lease -> lease.started().stream())
        .max(Comparator.naturalOrder())
        .flatMap(started -> keeps.inForce(view.id(), started, clock.instant()));
  }

  /** Everybody's of the last month, newest first. */
  @Transactional
  List<Kept> keptLately() {
    return keeps.since(clock.instant().minus(Rehearsal.BACK), KEPT_SHOWN);
  }

  /**
   * Keeps its GPUs from being taken back for so long.
   *
   * @throws Problem if no reason is given, the time is too long, or it has no GPUs
   */
  @Transactional
  void keep(Account account, String name, String reason, Duration time) {
    EnvironmentView view = book.get(account, name);
    String said = reason == null ? "" : reason.strip();
    // PostgreSQL holds no NUL.
    if (said.length() < SHORTEST_REASON
        || said.length() > LONGEST_REASON
        || said.indexOf('\0') >= 0) {
      throw Problem.invalid(
          "reason",
          "Say in %d to %d characters why you keep the GPUs: others may wait for them."
              .formatted(SHORTEST_REASON, LONGEST_REASON));
    }
    Duration most = rules.of(account.groups()).keep();
    if (time.isNegative() || time.isZero() || time.compareTo(most) > 0) {
      throw Problem.invalid(
          "hours",
          "GPUs that stand idle can be kept for some time, but for at most %s at once."
              .formatted(Times.spoken(most)));
    }
    if (view.leases().isEmpty()) {
      throw Problem.conflict(
          "%s has no GPUs just now, so there is nothing to keep.".formatted(name));
    }
    keeps.add(view.id(), account.id(), clock.instant(), time, said);
    attendance.here(view.id());
    signals.raise(new Signal(EnvironmentBook.TOPIC, view.id(), account.id()));
  }
}
