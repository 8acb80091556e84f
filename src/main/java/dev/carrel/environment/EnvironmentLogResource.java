package dev.carrel.environment;

import dev.carrel.account.CurrentAccount;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The container's own log, for a page to follow and for people to read as text. */
@Singleton
@Path("/environments/{name}/log")
@Authenticated
public class EnvironmentLogResource {
  @Inject CurrentAccount account;
  @Inject EnvironmentLog log;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(hidden = true)
  public String text(@RestPath String name) {
    return log.text(account, name);
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> follow(
      @RestPath String name,
      @HeaderParam("Last-Event-ID") String last,
      @RestQuery String after,
      @Context Sse sse) {
    // A browser names the last line by itself only where its connection broke.
    return log.follow(account, name, last == null ? after : last, sse);
  }
}
