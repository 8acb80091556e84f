package dev.carrel.build;

import dev.carrel.account.CurrentAccount;
import dev.carrel.build.log.LogFeeds;
import dev.carrel.build.log.LogFormat;
import dev.carrel.build.log.LogStore;
import dev.carrel.build.log.LogText;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Builds in the API. */
@Path("/api/v1/builds")
@RolesAllowed({"member", "admin"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Builds")
public class BuildResource {
  @Inject CurrentAccount current;
  @Inject Builds builds;
  @Inject LogStore log;
  @Inject LogFeeds feeds;

  @GET
  @Operation(summary = "Your builds, newest first")
  public Page<BuildJson> list(
      @RestQuery Integer limit, @RestQuery String cursor, @RestQuery String recipe) {
    PageRequest request = PageRequest.of(limit, cursor);
    long account = current.get().id();
    Page<BuildView> page =
        recipe == null ? builds.list(account, request) : builds.list(account, recipe, request);
    return page.map(BuildJson::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One build")
  public BuildJson get(@RestPath long id) {
    return BuildJson.of(find(id));
  }

  @GET
  @Path("/{id}/log")
  @Produces(MediaType.TEXT_PLAIN)
  @RunOnVirtualThread
  @Operation(
      summary = "The log so far as text, or as events that go on until the build ends",
      description =
          "With Accept: text/event-stream each line is an event; its id is the line's number, from"
              + " which Last-Event-ID resumes; the event `end` ends it.")
  public StreamingOutput text(@RestPath long id) {
    find(id);
    return out -> LogText.write(log, id, out);
  }

  @GET
  @Path("/{id}/log")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response follow(@RestPath long id, @HeaderParam("Last-Event-ID") String last) {
    find(id);
    var request =
        new LogFeeds.Request(id, current.get().id(), LogFeeds.after(last), LogFormat.JSON, null);
    return LogFeeds.response(out -> feeds.follow(request, out));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Cancel a build")
  public Response cancel(@RestPath long id) {
    return Response.accepted(BuildJson.of(builds.cancel(current.get(), id))).build();
  }

  private BuildView find(long id) {
    return builds.find(current.get().id(), id).orElseThrow(() -> Builds.notFound(id));
  }
}
