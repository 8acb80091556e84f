package dev.carrel.gpu;

import dev.carrel.account.Account;
import dev.carrel.account.GpuLimits;
import dev.carrel.account.LimitPolicies;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.notice.Notices;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who wants devices, whose turn it is and who has them. What changes an environment's part is done
 * in the transaction that changes the environment, so that the two never disagree.
 */
@ApplicationScoped
public class LeaseBook {
  /** Who waited no longer than this is still looking. */
  private static final Duration WORTH_TELLING = Duration.ofMinutes(1);

  private final Requests requests;
  private final Leases leases;
  private final GpuAllowance allowance;
  private final LimitPolicies policies;
  private final Inventory inventory;
  private final Outlooks outlooks;
  private final QueueConfig config;
  private final Notices notices;
  private final Signals signals;
  private final Clock clock;

  @Inject
  LeaseBook(
      Requests requests,
      Leases leases,
      GpuAllowance allowance,
      LimitPolicies policies,
      Inventory inventory,
      Outlooks outlooks,
      QueueConfig config,
      Notices notices,
      Signals signals,
      Clock clock) {
    this.requests = requests;
    this.leases = leases;
    this.allowance = allowance;
    this.policies = policies;
    this.inventory = inventory;
    this.outlooks = outlooks;
    this.config = config;
    this.notices = notices;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Queues an environment for devices. Its place counts from now, but none is set aside for it
   * before it is {@link #ready}. Harmless if it is queued or has them.
   *
   * @param name the environment's, for the board
   * @param hours how long it may have them after it picked them up
   * @throws Problem if no device will ever serve, or a limit would be passed
   */
  @Transactional(TxType.MANDATORY)
  public void ask(
      long environment, Account account, String name, GpuRequest wish, BigDecimal hours) {
    if (requests.claim(environment).isPresent()) {
      return;
    }
    GpuLimits limits = policies.of(account).gpus();
    Instant now = clock.instant();
    allowance.check(account, limits, wish, hours, now);
    requests.persist(new RequestRow(environment, account, name, wish, hours, limits, now));
    changed();
  }

  /** It could start at once: from now on its turn may come. */
  @Transactional(TxType.MANDATORY)
  public void ready(long environment) {
    requests
        .claim(environment)
        .ifPresent(
            row -> {
              row.ready(clock.instant());
              changed();
            });
  }

  /**
   * It starts with what is held for it. Somebody has to be there soon, else the turn passes: see
   * {@link Turns}.
   *
   * @param alone it needs nobody to be there
   * @return when the devices are due back; empty if its turn has passed or not yet come
   */
  @Transactional(TxType.MANDATORY)
  public Optional<Instant> started(long environment, boolean alone) {
    return requests
        .claim(environment)
        .filter(row -> row.status() == RequestRow.Status.HELD)
        .map(
            row -> {
              Instant now = clock.instant();
              Instant ends =
                  row.leased(now, alone ? Optional.empty() : Optional.of(now.plus(config.hold())));
              if (leases.start(row.id(), now, ends) != row.wish().count()) {
                throw new IllegalStateException(row + " is not held as many devices as it wants");
              }
              changed();
              if (row.asked().plus(WORTH_TELLING).isBefore(now)) {
                notices.tell(TurnNotices.come(row, now, ends));
              }
              return ends;
            });
  }

  /**
   * Gives back what it has or waits for. To be called only when nothing of it can run any more.
   *
   * @return false if there was nothing
   */
  @Transactional(TxType.MANDATORY)
  public boolean release(long environment, String why) {
    Optional<RequestRow> live = requests.claim(environment);
    live.ifPresent(
        row -> {
          Instant now = clock.instant();
          leases.release(row.id(), now, why);
          row.ended(now);
          changed();
        });
    return live.isPresent();
  }

  @Transactional
  public List<Lease> leases(long environment) {
    return leases(List.of(environment)).getOrDefault(environment, List.of());
  }

  /** By environment, without those that have none: two statements, however many are asked for. */
  @Transactional
  public Map<Long, List<Lease>> leases(Collection<Long> environments) {
    return environments.isEmpty()
        ? Map.of()
        : known(leases.of(environments)).stream()
            .collect(Collectors.groupingBy(Lease::environment));
  }

  /** All that are held or picked up, in the order in which they were granted. */
  @Transactional
  public List<Lease> live() {
    return known(leases.live());
  }

  /** Empty if it neither waits for devices nor has any. */
  @Transactional
  public Optional<Standing> standing(long environment) {
    return leases.standing(environment);
  }

  /** Of all, by environment. */
  @Transactional
  public Map<Long, Standing> standings() {
    return leases.standings().stream()
        .collect(Collectors.toMap(Standing::environment, Function.identity()));
  }

  /** What an environment that waits may expect; as of seconds ago at most. Empty if it does not. */
  public Optional<Outlook> outlook(long environment) {
    return outlooks().stream().filter(o -> o.environment() == environment).findFirst();
  }

  /** Of all that wait, in the queue's order. */
  public List<Outlook> outlooks() {
    return outlooks.all();
  }

  private List<Lease> known(List<Leases.LeaseRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, Device> devices =
        inventory.devices().stream().collect(Collectors.toMap(Device::id, Function.identity()));
    return rows.stream()
        .filter(row -> devices.containsKey(row.device()))
        .map(row -> row.with(devices.get(row.device())))
        .toList();
  }

  private void changed() {
    signals.raise(new Signal(Inventory.TOPIC, 0, 0));
  }
}
