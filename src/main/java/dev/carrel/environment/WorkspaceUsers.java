package dev.carrel.environment;

import dev.carrel.workspace.WorkspaceUses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Tells the page of workspaces which environments have them open. */
@ApplicationScoped
class WorkspaceUsers {
  private final Environments environments;

  @Inject
  WorkspaceUsers(Environments environments) {
    this.environments = environments;
  }

  @Transactional
  void tell(@Observes WorkspaceUses uses) {
    environments
        .liveOf(uses.account())
        .forEach(
            row ->
                uses.add(
                    row.workspaceId(),
                    new WorkspaceUses.Use(row.name(), "/environments/" + row.name())));
  }
}
