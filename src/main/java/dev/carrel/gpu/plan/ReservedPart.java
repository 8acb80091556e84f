package dev.carrel.gpu.plan;

import java.time.Duration;
import java.util.Optional;

/** A reservation's devices while a plan is made: its members' alone, and only in its time. */
final class ReservedPart {
  /** Nobody is sent to a seat that is taken away at once. */
  private static final long SHORTEST = Duration.ofMinutes(5).toMillis();

  private final Window window;
  private final Fleet fleet;
  private final long to;
  private long next;

  ReservedPart(Window window, Fleet fleet) {
    this.window = window;
    this.fleet = fleet;
    this.to = window.to().toEpochMilli();
    long opens = window.from().toEpochMilli();
    this.next =
        window
            .lastStart()
            .map(last -> Math.max(opens, last.plus(window.stagger()).toEpochMilli()))
            .orElse(opens);
  }

  boolean admits(Waiting waiting) {
    return window.members().contains(waiting.account());
  }

  Plan plan(Waiting waiting, long now, long length) {
    long from = Math.max(now, next);
    if (from > to - SHORTEST) {
      return Plan.NONE;
    }
    Choice choice = fleet.choice(waiting.wants());
    Plan plan =
        Plan.earliest(
            choice.pools(false), waiting.wants().count(), from, Math.min(length, to - from));
    if (plan.isNone() || plan.start() > to - SHORTEST) {
      return Plan.NONE;
    }
    return new Plan(plan.start(), plan.spots(), Optional.of(window.to()));
  }

  void keep(Plan plan, long length) {
    long end = Math.min(plan.start() + length, to);
    plan.spots().forEach(spot -> spot.block(plan.start(), end));
    next = plan.start() + window.stagger().toMillis();
  }

  void block(long device, long from, long until) {
    fleet.block(device, from, until);
  }
}
