package dev.carrel.gpu;

import dev.carrel.account.Account;
import dev.carrel.account.GpuLimits;
import dev.carrel.account.LimitPolicies;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.gpu.reservation.Reservations;
import dev.carrel.web.Problem;
import dev.carrel.web.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Until when devices are lent, and how far that can be moved. */
@ApplicationScoped
public class DueDates {
  private final LeaseBook book;
  private final Leases leases;
  private final Requests requests;
  private final GpuAllowance allowance;
  private final LimitPolicies policies;
  private final Reservations reservations;
  private final Signals signals;
  private final Clock clock;

  @Inject
  DueDates(
      LeaseBook book,
      Leases leases,
      Requests requests,
      GpuAllowance allowance,
      LimitPolicies policies,
      Reservations reservations,
      Signals signals,
      Clock clock) {
    this.book = book;
    this.leases = leases;
    this.requests = requests;
    this.allowance = allowance;
    this.policies = policies;
    this.reservations = reservations;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Moves the time at which its devices are due back.
   *
   * @throws Problem if others wait and the policy ends before, the devices are reserved by then, or
   *     a limit would be passed
   */
  @Transactional(TxType.MANDATORY)
  public void extend(long environment, Account account, Instant until) {
    List<Lease> held = book.leases(environment);
    if (held.isEmpty()) {
      return;
    }
    GpuLimits limits = policies.of(account).gpus();
    Instant now = clock.instant();
    new Extension(held, limits, requests.anybodyWaits()).check(now, until);
    checkReserved(held, account, until);
    Instant ends = held.getFirst().ends().orElse(now);
    BigDecimal hours =
        BigDecimal.valueOf(Math.max(0, Duration.between(ends, until).toSeconds()))
            .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP);
    BigDecimal weight =
        held.stream().map(l -> l.device().weight()).reduce(BigDecimal.ZERO, BigDecimal::add);
    allowance.checkWeek(account.id(), limits, hours.multiply(weight), now);
    leases.due(environment, until);
    // Whoever asks for more time is there.
    requests.here(environment);
    changed();
  }

  /** Has its devices due back sooner. Harmless if they are. */
  @Transactional(TxType.MANDATORY)
  public void shorten(long environment, Instant until) {
    if (book.leases(environment).stream()
        .flatMap(lease -> lease.ends().stream())
        .anyMatch(until::isBefore)) {
      leases.due(environment, until);
      changed();
    }
  }

  /** Has its devices due back later, as they were before. Harmless if they are. */
  @Transactional(TxType.MANDATORY)
  public void lengthen(long environment, Instant until) {
    if (book.leases(environment).stream()
        .flatMap(lease -> lease.ends().stream())
        .anyMatch(until::isAfter)) {
      leases.due(environment, until);
      changed();
    }
  }

  private void checkReserved(List<Lease> held, Account account, Instant until) {
    List<Long> devices = held.stream().map(lease -> lease.device().id()).toList();
    Optional<Instant> last = reservations.latestEnd(devices, account.id());
    if (last.filter(until::isAfter).isPresent()) {
      throw Problem.conflict(
              "A class has reserved this GPU: you can keep it until %s, and this asks for %s."
                  .formatted(Times.exact(last.get()), Times.exact(until)))
          .advice("Ask for fewer hours; you can queue again for another GPU.");
    }
  }

  private void changed() {
    signals.raise(new Signal(Inventory.TOPIC, 0, 0));
  }
}
