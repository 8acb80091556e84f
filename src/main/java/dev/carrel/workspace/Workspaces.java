package dev.carrel.workspace;

import dev.carrel.account.Account;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.web.Names;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** An account's workspaces: folders that outlive containers. */
@ApplicationScoped
public class Workspaces {
  /** Topic of the signals about them. */
  public static final String TOPIC = "workspace";

  private final WorkspaceRows rows;
  private final WorkspaceFolders folders;
  private final Signals signals;
  private final Event<WorkspaceUses> uses;
  private final Clock clock;

  @Inject
  Workspaces(
      WorkspaceRows rows,
      WorkspaceConfig config,
      Signals signals,
      Event<WorkspaceUses> uses,
      Clock clock) {
    this.rows = rows;
    this.folders = new WorkspaceFolders(config.root());
    this.signals = signals;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * The account's workspace of that name; made, folder and all, if it is new.
   *
   * @throws WorkspaceUnusable if the folder cannot be made
   */
  @Transactional
  public Workspace open(Account account, String name) {
    Names.wrong(name)
        .ifPresent(
            wrong -> {
              throw Problem.invalid("workspace", "The workspace " + wrong);
            });
    Path folder = folder(account, name);
    Optional<WorkspaceRow> known = rows.named(account.id(), name);
    if (known.isPresent()) {
      return known.get().view(folder);
    }
    WorkspaceRow row = rows.ensure(account.id(), name, clock.instant());
    signals.raise(new Signal(TOPIC, row.id(), account.id()));
    return row.view(folder);
  }

  /**
   * The folder to bind, looked at anew.
   *
   * @throws WorkspaceUnusable if it is not what it should be
   */
  public Path folder(Account account, String name) {
    return folders.ensure(account.username(), account.uid(), account.gid(), name);
  }

  /** By name. */
  @Transactional
  public List<Workspace> list(Account account) {
    return rows.of(account.id()).stream()
        .map(row -> row.view(folders.path(account.username(), row.name())))
        .toList();
  }

  Path path(Account account, String name) {
    return folders.path(account.username(), name);
  }

  WorkspaceUses uses(Account account) {
    var asked = new WorkspaceUses(account.id());
    uses.fire(asked);
    return asked;
  }
}
