package dev.carrel.account;

import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;

/**
 * Where the provider tells that a session has ended (OpenID Connect Back-Channel Logout 1.0). The
 * extension has such an address too, but it answers before anything is kept and keeps it in memory
 * only.
 */
@Singleton
@Path("/back-channel-logout")
@PermitAll
public class BackChannelLogout {
  private static final Logger LOG = Logger.getLogger(BackChannelLogout.class);
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  @Inject Provider provider;
  @Inject Accounts accounts;
  @Inject SignedOutSessions sessions;

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response end(@RestForm("logout_token") String token) {
    Optional<JsonObject> logout =
        Optional.ofNullable(token)
            .flatMap(provider::verifiedLogout)
            .filter(BackChannelLogout::isLogout);
    if (logout.isEmpty()) {
      LOG.warn("Somebody sent a logout token that is not the identity provider's");
      return Response.status(Response.Status.BAD_REQUEST).build();
    }
    end(logout.get());
    return Response.ok().build();
  }

  private void end(JsonObject logout) {
    String issuer = logout.getString("iss");
    Optional<String> subject = Optional.ofNullable(logout.getString("sub"));
    long account =
        subject.flatMap(s -> accounts.withIdentity(issuer, s)).map(AccountRow::id).orElse(0L);
    sessions.end(
        issuer,
        Optional.ofNullable(logout.getString("sid")),
        subject,
        account,
        Instant.ofEpochSecond(logout.getLong("iat")));
  }

  private static boolean isLogout(JsonObject token) {
    return token.getValue("events") instanceof JsonObject events
        && events.containsKey(EVENT)
        && !token.containsKey("nonce")
        && token.containsKey("iat")
        && (token.containsKey("sid") || token.containsKey("sub"));
  }
}
