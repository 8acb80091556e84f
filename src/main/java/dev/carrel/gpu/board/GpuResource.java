package dev.carrel.gpu.board;

import dev.carrel.account.CurrentAccount;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The board in the API. */
@Singleton
@Path("/api/v1/gpus")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "GPUs")
public class GpuResource {
  @Inject CurrentAccount current;
  @Inject Scenes scenes;

  @GET
  @Operation(
      summary = "Every GPU and slice, who holds it, how busy it is, and who waits",
      description =
          "A holder is the name of an environment of one's own, or `busy` where it is another's.")
  public GpusJson gpus() {
    return GpusJson.of(scenes.now(), new Eyes(Optional.of(current.get().id()), false));
  }
}
