package dev.carrel.admin;

import dev.carrel.account.Role;
import dev.carrel.gpu.Inventory;
import dev.carrel.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Takes GPUs out of service and back, for scripts. */
@Singleton
@Path("/api/v1/admin/gpus")
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "operators")
public class GpuResource {
  @Inject Inventory inventory;

  /**
   * @param note why, for whoever wonders
   */
  @Schema(name = "Drain")
  record Drain(String note) {}

  @POST
  @Path("{id}/drain")
  @Operation(summary = "No new lease on a GPU or its slices; who has one keeps it")
  public void drain(@RestPath long id, Drain drain) {
    if (drain == null) {
      throw Problem.invalid("note", "Say why, like {\"note\": \"fan is being replaced\"}.");
    }
    inventory.drain(id, drain.note());
  }

  @POST
  @Path("{id}/restore")
  @Operation(summary = "A GPU may be leased again")
  public void restore(@RestPath long id) {
    inventory.restore(id);
  }
}
