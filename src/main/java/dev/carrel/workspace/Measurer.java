package dev.carrel.workspace;

import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Counts the bytes of workspaces, one at a time and never in a request: by the timer, and sooner
 * where somebody looks.
 */
@ApplicationScoped
class Measurer {
  private static final Logger LOG = Logger.getLogger(Measurer.class);

  /** Looking again sooner than this counts nothing new. */
  private static final Duration FRESH = Duration.ofSeconds(20);

  private final WorkspaceRows rows;
  private final Workspaces workspaces;
  private final AccountBook accounts;
  private final WorkspaceConfig config;
  private final Signals signals;
  private final Clock clock;
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  @Inject
  Measurer(
      WorkspaceRows rows,
      Workspaces workspaces,
      AccountBook accounts,
      WorkspaceConfig config,
      Signals signals,
      Clock clock) {
    this.rows = rows;
    this.workspaces = workspaces;
    this.accounts = accounts;
    this.config = config;
    this.signals = signals;
    this.clock = clock;
  }

  /** Somebody looks at the account's workspaces: those counted long ago are counted now. */
  void wanted(Account account) {
    if (underWay.add(account.id())) {
      Thread.ofVirtual()
          .name("measure-", account.id())
          .start(
              () -> {
                try {
                  measureAll(account);
                } finally {
                  underWay.remove(account.id());
                }
              });
    }
  }

  @Scheduled(
      every = "60s",
      delayed = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measureOld() {
    Instant old = clock.instant().minus(config.measureEvery());
    Optional<Workspace> next = oldest(old);
    while (next.isPresent() && !stopping) {
      measure(next.get());
      next = oldest(old);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  private void measureAll(Account account) {
    Instant old = clock.instant().minus(FRESH);
    List<Workspace> due =
        workspaces.list(account).stream()
            .filter(w -> w.measured().filter(at -> at.isAfter(old)).isEmpty())
            .toList();
    for (Workspace workspace : due) {
      if (!stopping) {
        measure(workspace);
      }
    }
  }

  private Optional<Workspace> oldest(Instant before) {
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.claimCountedBefore(before).map(row -> row.view(path(row))));
  }

  private Path path(WorkspaceRow row) {
    Account owner = accounts.byId(row.account()).orElseThrow();
    return workspaces.path(owner, row.name());
  }

  private void measure(Workspace workspace) {
    long bytes;
    try {
      bytes = new FolderSize(workspace.path(), () -> stopping).count();
    } catch (IOException e) {
      LOG.warnf("The workspace %s cannot be counted: %s", workspace.path(), e.getMessage());
      bytes = workspace.bytes().orElse(0);
    }
    long counted = bytes;
    if (stopping) {
      return;
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (rows.findById(workspace.id()).counted(counted, clock.instant())) {
                signals.raise(new Signal(Workspaces.TOPIC, workspace.id(), workspace.account()));
              }
            });
  }
}
