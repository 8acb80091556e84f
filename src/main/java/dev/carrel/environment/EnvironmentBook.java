package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.gpu.Lease;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account's environments: what there is, and what the account wants of it. */
@ApplicationScoped
public class EnvironmentBook {
  /** Topic of the signals about environments. */
  public static final String TOPIC = "environment";

  private final Environments environments;
  private final Allowance allowance;
  private final ImageChoice images;
  private final DeviceKeeper devices;
  private final Signals signals;
  private final Clock clock;

  @Inject
  EnvironmentBook(
      Environments environments,
      Allowance allowance,
      ImageChoice images,
      DeviceKeeper devices,
      Signals signals,
      Clock clock) {
    this.environments = environments;
    this.allowance = allowance;
    this.images = images;
    this.devices = devices;
    this.signals = signals;
    this.clock = clock;
  }

  /** The account's environment of that name; if all of that name are retired, the last of them. */
  @Transactional
  public Optional<EnvironmentView> find(Account account, String name) {
    return environments.latest(account.id(), name).map(this::view);
  }

  /**
   * Like {@link #find}.
   *
   * @throws Problem 404 if there is none, or it is another account's
   */
  public EnvironmentView get(Account account, String name) {
    return find(account, name).orElseThrow(() -> unknown(name));
  }

  @Transactional
  public Optional<EnvironmentView> byId(long id) {
    return environments.findByIdOptional(id).map(this::view);
  }

  /** Newest first, retired ones included. */
  @Transactional
  public Page<EnvironmentView> list(Account account, PageRequest request) {
    List<EnvironmentRow> rows = environments.of(account.id(), request);
    Map<Long, List<Lease>> leases = devices.leases(rows);
    return Page.of(rows, request, EnvironmentRow::id, row -> view(row, leases));
  }

  /** Newest first, without those retired: never more than the account's limit. */
  @Transactional
  public List<EnvironmentView> live(Account account) {
    return views(environments.liveOf(account.id()));
  }

  /** Those retired, newest first. */
  @Transactional
  public Page<EnvironmentView> retired(Account account, PageRequest request) {
    return Page.of(
        environments.retiredOf(account.id(), request),
        request,
        EnvironmentRow::id,
        EnvironmentRow::view);
  }

  /** Keeps the container. Harmless if it does not run. */
  @Transactional
  public EnvironmentView stop(Account account, String name) {
    EnvironmentRow row = claim(account, name);
    if (row.view().stoppable()) {
      row.stops(null);
      changed(row);
    } else if (row.startsAgain()) {
      row.staysStopped();
      changed(row);
    }
    return view(row);
  }

  /** Starts it again. Harmless if it runs. */
  @Transactional
  public EnvironmentView start(Account account, String name) {
    environments.lockUseOf(account.id());
    EnvironmentRow row = claim(account, name);
    if (row.view().startable()) {
      allowance.checkStart(account, row);
      row.wantsDevices(true);
      images.again(account, row);
      devices.ask(account, row);
      changed(row);
    } else if (row.status() == Status.STOPPING) {
      throw Problem.conflict("%s is still stopping.".formatted(name))
          .advice("Start it when it has stopped; that takes seconds.");
    }
    return view(row);
  }

  /** Gives it so many hours more. */
  @Transactional
  public EnvironmentView extend(Account account, String name, BigDecimal hours) {
    if (hours == null || hours.signum() <= 0) {
      throw Problem.invalid("hours", "Hours must be above 0");
    }
    if (Allowance.isAbsurd(hours)) {
      throw Problem.invalid("hours", Allowance.ABSURD);
    }
    EnvironmentRow row = claim(account, name);
    Instant end =
        row.expires()
            .orElseThrow(
                () ->
                    Problem.conflict(
                            "%s is %s, so no hours of it run out."
                                .formatted(name, row.status().word()))
                        .advice("Start it first."));
    Instant until = end.plus(EnvironmentRow.duration(hours));
    allowance.checkRemaining(account, Duration.between(clock.instant(), until));
    devices.extend(account, row, until);
    row.extend(until);
    changed(row);
    return view(row);
  }

  /**
   * Has it go on without its GPUs, which others need: it is stopped and started again, with the
   * same image and workspace. A job is only stopped, since it is never run twice. Harmless if it
   * has none.
   *
   * @param evidence how it was seen that it does nothing with them
   */
  @Transactional
  public void demote(long id, String evidence) {
    environments
        .claim(id)
        .filter(row -> row.status() == Status.RUNNING && row.gpus().isPresent())
        .ifPresent(
            row -> {
              if (row.job().isPresent()) {
                row.stops(new Reason(Reason.Kind.GPU_IDLE, evidence));
              } else {
                row.restarts(false);
              }
              changed(row);
            });
  }

  /** Stops it because it did nothing with its GPUs; {@code evidence} says how that was seen. */
  @Transactional
  public void stopIdle(long id, String evidence) {
    environments
        .claim(id)
        .filter(row -> row.status() == Status.RUNNING)
        .ifPresent(
            row -> {
              row.stops(new Reason(Reason.Kind.GPU_IDLE, evidence));
              changed(row);
            });
  }

  /**
   * Queues one again that goes on without the GPUs that it wants: it is stopped, and starts when
   * its turn comes. Harmless if it has them.
   */
  @Transactional
  public EnvironmentView queueAgain(Account account, String name) {
    environments.lockUseOf(account.id());
    EnvironmentRow row = claim(account, name);
    if (row.status() == Status.RUNNING && row.hasWish() && row.gpus().isEmpty()) {
      row.restarts(true);
      devices.ask(account, row);
      changed(row);
    }
    return view(row);
  }

  /** Removes its container for good; the workspace stays. Harmless if that is under way. */
  @Transactional
  public EnvironmentView retire(Account account, String name) {
    EnvironmentRow row = claim(account, name);
    if (row.intent() != Intent.RETIRE) {
      row.retires();
      changed(row);
    }
    return view(row);
  }

  /**
   * Has it end by then, with its GPUs, if it would run for longer.
   *
   * @return false if it ends before by itself, or does not run
   */
  @Transactional
  public boolean endBy(long id, Instant until) {
    Optional<EnvironmentRow> longer =
        environments.claim(id).filter(row -> row.expires().filter(until::isBefore).isPresent());
    longer.ifPresent(
        row -> {
          devices.shorten(row, until);
          row.extend(until);
          changed(row);
        });
    return longer.isPresent();
  }

  /**
   * Gives it back time that was taken from it by {@link #endBy}, with its GPUs.
   *
   * @return false if it goes on for as long anyhow, or does not run
   */
  @Transactional
  public boolean runUntil(long id, Instant until) {
    Optional<EnvironmentRow> shorter =
        environments
            .claim(id)
            .filter(row -> row.status() == Status.RUNNING)
            .filter(row -> row.expires().filter(until::isAfter).isPresent());
    shorter.ifPresent(
        row -> {
          devices.lengthen(row, until);
          row.extend(until);
          changed(row);
        });
    return shorter.isPresent();
  }

  /** Running ones whose hours are over before that time. */
  @Transactional
  public List<EnvironmentView> endingBefore(Instant time) {
    return views(environments.endingBefore(time));
  }

  /** Stops it if its hours are over at that time. */
  @Transactional
  public void stopExpired(long id, Instant now) {
    environments
        .claim(id)
        .filter(row -> row.expires().filter(end -> !end.isAfter(now)).isPresent())
        .ifPresent(
            row -> {
              row.stops(Reason.of(Reason.Kind.HOURS_OVER));
              changed(row);
            });
  }

  private EnvironmentView view(EnvironmentRow row) {
    return view(row, devices.leases(List.of(row)));
  }

  private List<EnvironmentView> views(List<EnvironmentRow> rows) {
    Map<Long, List<Lease>> leases = devices.leases(rows);
    return rows.stream().map(row -> view(row, leases)).toList();
  }

  private static EnvironmentView view(EnvironmentRow row, Map<Long, List<Lease>> leases) {
    return row.view(leases.getOrDefault(row.id(), List.of()));
  }

  private EnvironmentRow claim(Account account, String name) {
    return environments.claim(account.id(), name).orElseThrow(() -> unknown(name));
  }

  private void changed(EnvironmentRow row) {
    signals.raise(new Signal(TOPIC, row.id(), row.account()));
  }

  private static Problem unknown(String name) {
    return Problem.notFound("You have no environment called %s.".formatted(name));
  }
}
