package dev.carrel.build;

import dev.carrel.account.CurrentAccount;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Asks for builds in the API. A class of its own: of resources the one with the longest matching
 * path answers alone, and that would be the recipes'.
 */
@Path("/api/v1/recipes/{name}/builds")
@RolesAllowed({"member", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Builds")
public class BuildRequestResource {
  @Inject CurrentAccount current;
  @Inject Builds builds;

  @POST
  @Operation(summary = "Build the newest revision; asking twice gives the same build")
  public Response request(@RestPath String name) {
    BuildView build = builds.request(current.get(), name);
    return Response.accepted(BuildJson.of(build))
        .location(URI.create("/api/v1/builds/" + build.id()))
        .build();
  }
}
