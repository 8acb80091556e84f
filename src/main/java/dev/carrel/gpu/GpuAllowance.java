package dev.carrel.gpu;

import dev.carrel.account.Account;
import dev.carrel.account.GpuLimits;
import dev.carrel.gpu.plan.Planner;
import dev.carrel.web.Problem;
import dev.carrel.web.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * Refuses what no device serves, or what is over an account's limits, naming limit, use and
 * request.
 */
@ApplicationScoped
class GpuAllowance {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Inventory inventory;
  private final Floors floors;
  private final Requests requests;
  private final PastLeases past;
  private final EntityManager entities;

  @Inject
  GpuAllowance(
      Inventory inventory,
      Floors floors,
      Requests requests,
      PastLeases past,
      EntityManager entities) {
    this.inventory = inventory;
    this.floors = floors;
    this.requests = requests;
    this.past = past;
    this.entities = entities;
  }

  /** From here to the end of the transaction the account's use of GPUs stands still. */
  void check(Account account, GpuLimits limits, GpuRequest wish, BigDecimal hours, Instant now) {
    checkSize(limits, wish, hours);
    checkKind(wish);
    lock(account.id());
    checkWeek(account.id(), limits, hours.multiply(BigDecimal.valueOf(wish.count())), now);
    checkQueue(account, limits, wish, hours, now);
  }

  void checkWeek(long account, GpuLimits limits, BigDecimal more, Instant now) {
    BigDecimal used = past.hoursOf(account, now.minus(WEEK), now);
    if (used.add(more).compareTo(limits.hoursAWeek()) > 0) {
      throw Problem.tooMany(
              "You may use %s GPU-hours in seven days; %s are used or asked for already, and this asks for %s."
                  .formatted(plain(limits.hoursAWeek()), plain(used), plain(more)))
          .advice(
              "Ask for fewer hours or GPUs; hours that are not used are given back when it stops.");
    }
  }

  private static void checkSize(GpuLimits limits, GpuRequest wish, BigDecimal hours) {
    if (limits.devices() < 1) {
      throw Problem.forbidden("Your account may not use GPUs.")
          .advice("Ask whoever runs this portal; without a GPU you can launch at once.");
    }
    if (wish.count() > limits.devices()) {
      throw Problem.tooMany(
              "You may hold %s at a time; this asks for %d."
                  .formatted(Words.count(limits.devices(), "GPU"), wish.count()))
          .advice("Ask for fewer GPUs.");
    }
    if (hours.compareTo(limits.hours()) > 0) {
      throw Problem.tooMany(
              "A GPU may be leased for at most %s hours at a time; this asks for %s."
                  .formatted(plain(limits.hours()), plain(hours)))
          .advice("Ask for fewer hours; while nobody waits you can extend it.");
    }
  }

  private void checkKind(GpuRequest wish) {
    Planner.never(inventory.devices(), wish)
        .ifPresent(
            why -> {
              throw Problem.invalid("gpus", why);
            });
  }

  private void checkQueue(
      Account account, GpuLimits limits, GpuRequest wish, BigDecimal hours, Instant now) {
    long waiting = requests.waiting(account.id());
    if (waiting >= limits.queued() && floors.wouldWait(account, limits, wish, hours, now)) {
      throw Problem.tooMany(
              "%s of yours may wait for GPUs at a time; %d do, and this one would have to."
                  .formatted(Words.count(limits.queued(), "environment"), waiting))
          .advice("Stop one that waits, or launch this one without a GPU.");
    }
  }

  private void lock(long account) {
    entities
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtextextended('carrel.gpus.' || ?1, 0))) as taken")
        .setParameter(1, account)
        .getSingleResult();
  }

  static String plain(BigDecimal number) {
    return number.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
