package dev.carrel.retirement.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far it has come with one environment.
 *
 * @param taken the steps so far, oldest first
 * @param keptUntil its owner keeps it until then
 */
record Course(List<Taken> taken, Optional<Instant> keptUntil) {
  static final Course BEGINNING = new Course(List.of(), Optional.empty());

  record Taken(Step step, Instant at) {}

  Course {
    taken = List.copyOf(taken);
  }

  /**
   * The next step, if it is due. Steps of an idle time that ended, or that was kept since, do not
   * count: it begins with the first notice again.
   */
  Optional<Step> due(Verdict.Idle idle, Duration between, Instant now) {
    if (keptUntil.filter(end -> end.isAfter(now)).isPresent()) {
      return Optional.empty();
    }
    Instant from = keptUntil.filter(end -> end.isAfter(idle.since())).orElse(idle.since());
    Optional<Taken> last = taken.stream().filter(t -> !t.at().isBefore(from)).reduce((a, b) -> b);
    if (last.isEmpty()) {
      return Optional.of(Step.NOTICE);
    }
    if (last.get().at().plus(between).isAfter(now)) {
      return Optional.empty();
    }
    return switch (last.get().step()) {
      case NOTICE -> Optional.of(Step.SECOND_NOTICE);
      case SECOND_NOTICE -> Optional.of(Step.RELEASE);
      case RELEASE -> Optional.empty();
    };
  }
}
