package dev.carrel.environment;

import dev.carrel.account.CurrentAccount;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.web.Htmx;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages of environments. */
@Singleton
@Path("/environments")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class EnvironmentPages {
  private static final int RETIRED_SHOWN = 10;

  @Inject CurrentAccount account;
  @Inject EnvironmentBook book;
  @Inject Attendance attendance;
  @Inject LeaseBook leases;
  @Inject EngineHealth health;
  @Inject EnvironmentConfig config;
  @Inject Htmx htmx;
  @Inject Clock clock;

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ListPage(
      List<Face> kept, Page<Face> retired, Optional<EngineUnavailable> trouble, boolean first)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record ListPage$list(
      List<Face> kept, Page<Face> retired, Optional<EngineUnavailable> trouble, boolean first)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record EnvironmentPage(Face one, Optional<GpuFace> gpus, Optional<EngineUnavailable> trouble)
      implements TemplateInstance {}

  @CheckedTemplate(basePath = "environment", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record EnvironmentPage$now(Face one, Optional<GpuFace> gpus, Optional<EngineUnavailable> trouble)
      implements TemplateInstance {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance list(@RestQuery String cursor) {
    List<Face> live = book.live(account.get()).stream().map(this::face).toList();
    Page<Face> retired =
        book.retired(account.get(), PageRequest.of(RETIRED_SHOWN, cursor)).map(this::face);
    boolean first = cursor == null;
    return htmx.isFragment()
        ? new ListPage$list(live, retired, health.trouble(), first)
        : new ListPage(live, retired, health.trouble(), first);
  }

  @GET
  @Path("{name}")
  @Operation(hidden = true)
  public TemplateInstance one(@RestPath String name) {
    EnvironmentView view = book.get(account.get(), name);
    Optional<GpuFace> gpus =
        GpuFace.of(view, view.waitsForGpus() ? leases.outlook(view.id()) : Optional.empty());
    return htmx.isFragment()
        ? new EnvironmentPage$now(face(view), gpus, health.trouble())
        : new EnvironmentPage(face(view), gpus, health.trouble());
  }

  @POST
  @Path("{name}/stop")
  @Operation(hidden = true)
  public Response stop(@RestPath String name) {
    return to(book.stop(account.get(), name));
  }

  @POST
  @Path("{name}/start")
  @Operation(hidden = true)
  public Response start(@RestPath String name) {
    return to(book.start(account.get(), name));
  }

  /** For one that goes on without the GPUs that it wants. */
  @POST
  @Path("{name}/queue")
  @Operation(hidden = true)
  public Response queue(@RestPath String name) {
    return to(book.queueAgain(account.get(), name));
  }

  /** For one whose GPUs wait for somebody, or whose turn passed since nobody was there. */
  @POST
  @Path("{name}/here")
  @Operation(hidden = true)
  public Response here(@RestPath String name) {
    return to(attendance.here(account.get(), name));
  }

  @POST
  @Path("{name}/extend")
  @Operation(hidden = true)
  public Response extend(@RestPath String name, @RestForm String hours) {
    try {
      return to(book.extend(account.get(), name, new BigDecimal(hours.strip())));
    } catch (NumberFormatException | NullPointerException e) {
      throw Problem.invalid("hours", "Say by how many hours, as a number like 2 or 0.5");
    }
  }

  private static Response to(EnvironmentView view) {
    return Response.seeOther(URI.create("/environments/" + view.name())).build();
  }

  private Face face(EnvironmentView view) {
    return new Face(view, clock.instant(), config.notice());
  }
}
