package dev.carrel.build;

import dev.carrel.account.CurrentAccount;
import dev.carrel.web.Htmx;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages of images. */
@Path("/images")
@RolesAllowed({"member", "admin"})
@Produces(MediaType.TEXT_HTML)
public class ImagePages {
  @Inject CurrentAccount current;
  @Inject ImageDesk desk;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "build", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ImageList(Page<TaggedImage> images, String self) implements TemplateInstance {}

  @CheckedTemplate(basePath = "build", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ImageList$lines(Page<TaggedImage> images, String self) implements TemplateInstance {}

  @GET
  public TemplateInstance list(@RestQuery String cursor) {
    PageRequest request = PageRequest.of(null, cursor);
    Page<TaggedImage> page = desk.list(current.get(), request);
    String self =
        request.before() == Long.MAX_VALUE ? "/images" : "/images?cursor=" + request.before();
    return htmx.isFragment() ? new ImageList$lines(page, self) : new ImageList(page, self);
  }

  @POST
  @Path("/{id}/tags")
  public Response tag(@RestPath String id, @RestForm String tag) {
    desk.tag(current.get(), id, tag == null ? "" : tag.strip());
    return Response.seeOther(URI.create("/images")).build();
  }

  @POST
  @Path("/{id}/delete")
  public Response delete(@RestPath String id) {
    desk.delete(current.get(), id);
    return Response.seeOther(URI.create("/images")).build();
  }
}
