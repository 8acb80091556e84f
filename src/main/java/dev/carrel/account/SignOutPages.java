package dev.carrel.account;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** In by the provider, and out again: here first, then there. */
@Singleton
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SignOutPages {
  static final String PATH = "/sign-out";
  private static final String AFTERWARDS = "/signed-out";

  @Inject SecurityIdentity identity;
  @Inject CurrentAccount current;
  @Inject OidcSession session;
  @Inject SignedOutSessions sessions;
  @Inject Provider provider;
  @Inject Clock clock;

  /** To be left at once: the browser goes on to the provider by itself. */
  @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Leaving(URI provider) implements TemplateInstance {}

  /** The provider sends people back to here; those who have a session already go on. */
  @GET
  @Path("sign-in")
  public Response signIn() {
    return Response.seeOther(URI.create("/")).build();
  }

  @POST
  @Path("sign-out")
  public Response signOut(@Context UriInfo uri) {
    Optional<String> idToken =
        Optional.ofNullable(identity.getCredential(IdTokenCredential.class))
            .map(IdTokenCredential::getToken);
    idToken.map(Admission::payload).ifPresent(this::end);
    session.logout().await().indefinitely();
    URI afterwards = uri.getBaseUri().resolve(AFTERWARDS);
    // Not a redirect: our own content security policy forbids a form to lead to another origin.
    return provider
        .endSessionUri()
        .map(end -> Response.ok(new Leaving(leave(end, idToken, afterwards))))
        .orElseGet(() -> Response.seeOther(afterwards))
        .build();
  }

  private void end(JsonObject idToken) {
    Session ended = Session.of(idToken);
    sessions.end(
        ended.issuer(),
        Optional.of(ended.sid()).filter(sid -> !sid.isEmpty()),
        Optional.of(ended.subject()),
        current.get().id(),
        clock.instant());
  }

  private URI leave(String endSession, Optional<String> idToken, URI afterwards) {
    UriBuilder uri =
        UriBuilder.fromUri(endSession)
            .queryParam("client_id", "{client}")
            .queryParam("post_logout_redirect_uri", "{afterwards}");
    return idToken
        .map(
            hint ->
                uri.queryParam("id_token_hint", "{hint}")
                    .build(provider.clientId(), afterwards, hint))
        .orElseGet(() -> uri.build(provider.clientId(), afterwards));
  }
}
