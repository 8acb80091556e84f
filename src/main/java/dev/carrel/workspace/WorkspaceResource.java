package dev.carrel.workspace;

import dev.carrel.account.CurrentAccount;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Workspaces in the API. */
@Singleton
@Path("/api/v1/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Workspaces")
public class WorkspaceResource {
  @Inject CurrentAccount account;
  @Inject Workspaces workspaces;
  @Inject Measurer measurer;

  /**
   * @param bytes as counted at {@code measured}; null until they are counted
   */
  @Schema(name = "Workspace")
  record WorkspaceJson(String name, Long bytes, Instant measured, Instant created) {}

  /** All of an account's workspaces, in the shape of the other lists. */
  @Schema(name = "Workspaces")
  record WorkspacesJson(List<WorkspaceJson> items, String next) {}

  @GET
  @Operation(summary = "My workspaces, by name")
  public WorkspacesJson list() {
    measurer.wanted(account.get());
    return new WorkspacesJson(
        workspaces.list(account.get()).stream()
            .map(
                w ->
                    new WorkspaceJson(
                        w.name(),
                        w.bytes().isPresent() ? w.bytes().getAsLong() : null,
                        w.measured().orElse(null),
                        w.created()))
            .toList(),
        null);
  }
}
