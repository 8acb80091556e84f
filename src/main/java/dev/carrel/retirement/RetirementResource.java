package dev.carrel.retirement;

import dev.carrel.account.CurrentAccount;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Retirement in the API. */
@Singleton
@Path("/api/v1/environments/{name}/retire")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Environments")
public class RetirementResource {
  @Inject CurrentAccount account;
  @Inject EnvironmentBook book;
  @Inject LossPreview preview;

  /**
   * @param changes paths outside the workspace that differ from the image
   * @param more how many more such paths there are
   */
  @Schema(name = "Loss")
  record LossJson(
      String workspace, List<String> packages, List<String> home, List<String> changes, int more) {}

  @Schema(name = "Retirement")
  record RetirementJson(String name, String status, boolean retiring, String workspace) {}

  @GET
  @Operation(summary = "What a retirement would take away; the workspace stays")
  public LossJson preview(@RestPath String name) {
    Loss loss = preview.of(book.get(account.get(), name));
    return new LossJson(
        loss.environment().workspace(), loss.packages(), loss.home(), loss.changes(), loss.more());
  }

  @POST
  @Operation(summary = "Remove the environment for good; the workspace stays")
  public Response retire(@RestPath String name) {
    EnvironmentView view = book.retire(account.get(), name);
    return Response.accepted(
            new RetirementJson(name, view.status().word(), view.retiring(), view.workspace()))
        .location(URI.create("/api/v1/environments/" + name))
        .build();
  }
}
