package dev.carrel.web;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Every component on one page, for whoever writes another page; it exists in dev mode and tests
 * only. It is also the example of how a page and its fragment are written.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@Path("/dev/components")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class ComponentPages {
  private static final List<String> STATES =
      List.of(
          "queued",
          "building",
          "starting",
          "pulling",
          "running",
          "ready",
          "here",
          "stopping",
          "stopped",
          "retired",
          "cancelled",
          "failed",
          "unreachable");

  @Inject Htmx htmx;
  @Inject Clock clock;

  @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Components(Instant now, Instant before, List<String> states) implements TemplateInstance {}

  @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Components$clock(Instant now) implements TemplateInstance {}

  @GET
  public TemplateInstance components() {
    Instant now = clock.instant();
    return htmx.isFragment()
        ? new Components$clock(now)
        : new Components(now, now.minus(Duration.ofMinutes(72)), STATES);
  }

  @GET
  @Path("/problem/{status}")
  public TemplateInstance problem(@PathParam("status") int status) {
    throw Problem.of(status, ProblemMappers.plain(status));
  }

  @POST
  @Path("/problem/{status}")
  public TemplateInstance problemOnAction(@PathParam("status") int status) {
    throw Problem.of(status, ProblemMappers.plain(status));
  }
}
