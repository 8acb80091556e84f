package dev.carrel.environment;

import dev.carrel.account.CurrentAccount;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Environments in the API. */
@Singleton
@Path("/api/v1/environments")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Environments")
public class EnvironmentResource {
  @Inject CurrentAccount account;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject EnvironmentExec exec;
  @Inject Attendance attendance;
  @Inject LeaseBook leases;

  /** Hours to add. */
  record Extension(BigDecimal hours) {}

  /** A command and its arguments; no shell is between. */
  record Command(List<String> command) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Launch from an image or a recipe",
      description = "A repeated Idempotency-Key gives the environment that the first one made.")
  public Response launch(LaunchJson body, @HeaderParam("Idempotency-Key") String key) {
    EnvironmentView view =
        launcher.launch(account.get(), given(body).request(Optional.ofNullable(key)), body.idle());
    return accepted(view);
  }

  @GET
  @Operation(summary = "My environments, newest first")
  public Page<EnvironmentJson> list(@RestQuery Integer limit, @RestQuery String cursor) {
    return book.list(account.get(), PageRequest.of(limit, cursor)).map(this::json);
  }

  @GET
  @Path("{name}")
  @Operation(summary = "One of my environments")
  public EnvironmentJson one(@RestPath String name) {
    return json(book.get(account.get(), name));
  }

  @POST
  @Path("{name}/stop")
  @Operation(summary = "Stop it and keep its container")
  public Response stop(@RestPath String name) {
    return accepted(book.stop(account.get(), name));
  }

  @POST
  @Path("{name}/start")
  @Operation(summary = "Start it again")
  public Response start(@RestPath String name) {
    return accepted(book.start(account.get(), name));
  }

  @POST
  @Path("{name}/queue")
  @Operation(
      summary = "Queue it for its GPUs again",
      description =
          "For one that goes on without the GPUs it wants: it is stopped and starts with them when its turn comes.")
  public Response queue(@RestPath String name) {
    return accepted(book.queueAgain(account.get(), name));
  }

  @POST
  @Path("{name}/here")
  @Operation(
      summary = "Say that I am here",
      description =
          "Picks up the GPUs that it was given (see pickUpBy). After a turn that passed, its turn comes again.")
  public Response here(@RestPath String name) {
    return accepted(attendance.here(account.get(), name));
  }

  @POST
  @Path("{name}/extend")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give it more hours")
  public Response extend(@RestPath String name, Extension body) {
    return accepted(book.extend(account.get(), name, given(body).hours()));
  }

  @POST
  @Path("{name}/exec")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Run a short command in it and wait for its output",
      description =
          "In one that is starting, as soon as it runs: no need to ask for its status before.")
  public EnvironmentExec.Answer exec(@RestPath String name, Command body) {
    return exec.run(account.get(), name, given(body).command());
  }

  private Response accepted(EnvironmentView view) {
    return Response.accepted(json(view))
        .location(URI.create("/api/v1/environments/" + view.name()))
        .build();
  }

  private EnvironmentJson json(EnvironmentView view) {
    return EnvironmentJson.of(
        view, view.waitsForGpus() ? leases.outlook(view.id()) : Optional.empty());
  }

  private static <T> T given(T body) {
    if (body == null) {
      throw Problem.of(400, "The request has no body; this call needs a JSON object.");
    }
    return body;
  }
}
