package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.Turns;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether anybody is there for the GPUs that an environment was given. Each way in tells when it is
 * used; where nobody was in time, the environment goes back into the queue.
 */
@ApplicationScoped
public class Attendance {
  /** Between two looks; a longer one was no time in which anybody could come. */
  private static final Duration GAP = Duration.ofMinutes(2);

  private final EnvironmentBook book;
  private final Environments environments;
  private final Turns turns;
  private final Inventory inventory;
  private final Signals signals;
  private final Clock clock;
  private volatile Instant looked;

  @Inject
  Attendance(
      EnvironmentBook book,
      Environments environments,
      Turns turns,
      Inventory inventory,
      Signals signals,
      Clock clock) {
    this.book = book;
    this.environments = environments;
    this.turns = turns;
    this.inventory = inventory;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Its owner says so. Harmless if that is known, or it wants no GPUs.
   *
   * @throws dev.carrel.web.Problem 404 if there is none, or it is another account's
   */
  @Transactional
  public EnvironmentView here(Account account, String name) {
    EnvironmentView view = book.get(account, name);
    turns.here(view.id());
    signals.raise(new Signal(EnvironmentBook.TOPIC, view.id(), view.account()));
    return book.get(account, name);
  }

  /** Somebody came in. */
  public void here(long environment) {
    turns.here(environment);
  }

  @Scheduled(every = "10s", delayed = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    // While its figures are stale nobody can be seen to use a GPU.
    if (inventory.state().stale()) {
      return;
    }
    Instant now = clock.instant();
    // Nor can anybody come while the portal is down, or in an hour that the clock jumped over.
    if (looked == null || Duration.between(looked, now).abs().compareTo(GAP) > 0) {
      turns.beginAnew();
    }
    looked = now;
    for (long environment : turns.lapsed()) {
      QuarkusTransaction.requiringNew().run(() -> pass(environment));
    }
  }

  /** In a transaction: sends it back into the queue, unless somebody was there after all. */
  boolean pass(long environment) {
    Optional<EnvironmentRow> passing =
        environments
            .claim(environment)
            .filter(row -> row.status() == Status.RUNNING && row.gpus().isPresent())
            .filter(row -> turns.pass(environment));
    passing.ifPresent(
        row -> {
          row.restarts(true);
          signals.raise(new Signal(EnvironmentBook.TOPIC, row.id(), row.account()));
        });
    return passing.isPresent();
  }
}
