package dev.carrel.account;

import dev.carrel.web.Problem;
import dev.carrel.web.ProblemRoutes;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may come in, and by which door: pages by the session of the provider's code flow, the API by
 * a token and never by a cookie (so no page can make a browser call it in somebody's name).
 *
 * <p>It stands in front of the OIDC extension's own mechanism and uses that for both.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class SignIn implements HttpAuthenticationMechanism {
  /** Where the provider sends the browser back to; operators register it there. */
  static final String RETURN_PATH = "/sign-in";

  private static final String AUTHENTICATE = "WWW-Authenticate";
  private static final String REALM = "Bearer realm=\"Carrel\"";

  @Inject OidcAuthenticationMechanism oidc;
  @Inject PageSessions sessions;
  @Inject Bearers bearers;
  @Inject ProblemRoutes problems;

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    String path = context.normalizedPath();
    if (path.startsWith("/assets/")) {
      return Uni.createFrom().nullItem();
    }
    Uni<SecurityIdentity> identity;
    if (takesTokens(path)) {
      identity = bearers.authenticate(context, providers);
    } else {
      // Pages take sessions only; by this header the extension would expect a token.
      context.request().headers().remove(HttpHeaders.AUTHORIZATION);
      identity = sessions.authenticate(context, providers);
    }
    // The extension notes itself as the one to ask for the challenge; the answer is ours.
    return identity
        .onItemOrFailure()
        .invoke((found, failure) -> context.put(HttpAuthenticationMechanism.class.getName(), this));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return mayRedirect(context)
        ? oidc.getChallenge(context)
        : Uni.createFrom().item(new ChallengeData(401, AUTHENTICATE, REALM));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    Optional<Problem> refusal = Refusal.of(context);
    if (refusal.isPresent()) {
      return refuse(context, refusal.get());
    }
    if (takesTokens(context.normalizedPath())) {
      return refuse(context, Refusal.noToken());
    }
    if (!mayRedirect(context)) {
      return refuse(context, Refusal.notInTime());
    }
    return oidc.sendChallenge(context)
        .onFailure(SignIn::isProviderAway)
        .recoverWithUni(away -> refuse(context, Refusal.providerAway()));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }

  @Override
  public int getPriority() {
    return oidc.getPriority() + 1;
  }

  private Uni<Boolean> refuse(RoutingContext context, Problem problem) {
    if (problem.status() == 401 && takesTokens(context.normalizedPath())) {
      boolean brought = context.request().getHeader(HttpHeaders.AUTHORIZATION) != null;
      context
          .response()
          .putHeader(AUTHENTICATE, brought ? REALM + ", error=\"invalid_token\"" : REALM);
    }
    problems.send(context, problem);
    return Uni.createFrom().item(true);
  }

  private static boolean takesTokens(String path) {
    return path.startsWith("/api/") || path.equals("/api") || path.equals("/q/metrics");
  }

  /**
   * Only a page that the browser goes to can be answered by sending it to the provider: a script's
   * request, a stream or a socket would fail there without a word, and a change would be lost.
   */
  private static boolean mayRedirect(RoutingContext context) {
    HttpServerRequest request = context.request();
    String mode = request.getHeader("Sec-Fetch-Mode");
    return !takesTokens(context.normalizedPath())
        && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
        // Some clients offer HTTP/2 with each request.
        && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
        && (mode == null || mode.equals("navigate"));
  }

  /** The provider was not there, as opposed to: was there and said no. */
  static boolean isProviderAway(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof ConnectException
                    || cause instanceof OIDCException
                        && !(cause instanceof AuthenticationCompletionException));
  }

  static String rootMessage(Throwable failure) {
    return causes(failure).reduce((outer, inner) -> inner).map(Throwable::toString).orElse("");
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
