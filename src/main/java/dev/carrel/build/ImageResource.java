package dev.carrel.build;

import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Images in the API; {@code id} may also be a reference like {@code jax-sweep:2}. */
@Path("/api/v1/images")
@RolesAllowed({"member", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Images")
public class ImageResource {
  @Inject CurrentAccount current;
  @Inject ImageDesk desk;

  /** A further name. */
  public record NewTag(String tag) {}

  @GET
  @Operation(summary = "Your images, newest first")
  public Page<ImageJson> list(@RestQuery Integer limit, @RestQuery String cursor) {
    return desk.list(current.get(), PageRequest.of(limit, cursor)).map(ImageJson::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One image")
  public ImageJson get(@RestPath String id) {
    return ImageJson.of(desk.get(current.get(), id));
  }

  @POST
  @Path("/{id}/tags")
  @Operation(summary = "Give an image one more tag")
  public Response tag(@RestPath String id, NewTag wanted) {
    TaggedImage image = desk.tag(current.get(), id, wanted == null ? null : wanted.tag());
    return Response.created(URI.create("/api/v1/images/" + image.image().id()))
        .entity(ImageJson.of(image))
        .build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete an image that nothing needs")
  public void delete(@RestPath String id) {
    desk.delete(current.get(), id);
  }
}
