package dev.carrel.account;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Signs API calls in by the token that they bring: one of ours, or the provider's. */
@ApplicationScoped
class Bearers {
  private static final Logger LOG = Logger.getLogger(Bearers.class);
  private static final String SCHEME = "Bearer ";

  private final OidcAuthenticationMechanism oidc;
  private final Admission admission;
  private final Tokens tokens;
  private final BlockingSecurityExecutor executor;

  @Inject
  Bearers(
      OidcAuthenticationMechanism oidc,
      Admission admission,
      Tokens tokens,
      BlockingSecurityExecutor executor) {
    this.oidc = oidc;
    this.admission = admission;
    this.tokens = tokens;
    this.executor = executor;
  }

  /** Null for a call without a token, or with one that is not taken. */
  Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    String token = header.substring(SCHEME.length()).strip();
    return TokenSecret.looksLikeOne(token) ? own(token, context) : provided(context, providers);
  }

  private Uni<SecurityIdentity> own(String token, RoutingContext context) {
    TokenSecret secret = new TokenSecret(token);
    return tokens
        .remembered(secret)
        .map(found -> Uni.createFrom().item(Optional.of(found)))
        .orElseGet(() -> executor.executeBlocking(() -> tokens.accountOf(secret)))
        .map(account -> taken(account.map(Identities::of), context));
  }

  private Uni<SecurityIdentity> provided(
      RoutingContext context, IdentityProviderManager providers) {
    return Uni.createFrom()
        .deferred(() -> oidc.authenticate(context, providers))
        .flatMap(
            identity -> {
              Optional<JsonObject> payload =
                  Optional.ofNullable(identity)
                      .flatMap(Admission::payload)
                      .filter(Bearers::isForAccess);
              return payload.isEmpty()
                  ? Uni.createFrom().item(taken(Optional.empty(), context))
                  : admission.admit(payload.get(), context, Identities::of);
            })
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.debugf("A token was not taken: %s", SignIn.rootMessage(failure));
              Refusal.set(
                  context,
                  SignIn.isProviderAway(failure) ? Refusal.providerAway() : Refusal.badToken());
              return null;
            });
  }

  /** An ID token says who somebody is; it is no permission to act for them. */
  private static boolean isForAccess(JsonObject payload) {
    return !"ID".equals(payload.getString("typ")) && !payload.containsKey("at_hash");
  }

  private static SecurityIdentity taken(
      Optional<SecurityIdentity> identity, RoutingContext context) {
    if (identity.isEmpty()) {
      Refusal.set(context, Refusal.badToken());
    }
    return identity.orElse(null);
  }
}
