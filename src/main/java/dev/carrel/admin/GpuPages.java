package dev.carrel.admin;

import dev.carrel.account.Role;
import dev.carrel.gpu.Figures;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.State;
import dev.carrel.gpu.board.Holding;
import dev.carrel.gpu.board.Holdings;
import dev.carrel.web.Htmx;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The GPUs as operators need them: why one is not leased, and a way to take one out of service. */
@Singleton
@Path("/admin/gpus")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMIN_NAME)
public class GpuPages {
  private static final URI HERE = URI.create("/admin/gpus");

  @Inject Inventory inventory;
  @Inject Holdings holdings;
  @Inject Htmx htmx;

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record GpusPage(State state, GivingWords giving, List<GpuLine> lines)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record GpusPage$now(State state, GivingWords giving, List<GpuLine> lines)
      implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance list() {
    State state = inventory.state();
    GivingWords giving = GivingWords.of(state.giving());
    Map<Long, Figures> figures = inventory.figures();
    Map<Long, Holding> held = holdings.byDevice();
    Set<Long> restorable = inventory.restorable();
    List<GpuLine> lines =
        inventory.devices().stream()
            .map(
                device ->
                    new GpuLine(
                        device,
                        Optional.ofNullable(figures.get(device.id())),
                        Optional.ofNullable(held.get(device.id())),
                        restorable.contains(device.id())))
            .toList();
    return htmx.isFragment()
        ? new GpusPage$now(state, giving, lines)
        : new GpusPage(state, giving, lines);
  }

  @POST
  @Path("{id}/drain")
  @Operation(hidden = true)
  public Response drain(@RestPath long id, @RestForm String note) {
    inventory.drain(id, note);
    return Response.seeOther(HERE).build();
  }

  @POST
  @Path("{id}/restore")
  @Operation(hidden = true)
  public Response restore(@RestPath long id) {
    inventory.restore(id);
    return Response.seeOther(HERE).build();
  }
}
