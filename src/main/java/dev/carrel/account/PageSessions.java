package dev.carrel.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrel.database.Signal;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Signs people in by the session cookie, which the provider's code flow sets.
 *
 * <p>To decrypt and verify it costs more than the page that it is for, so what was found out is
 * remembered for some seconds under the very cookie. Whether the session has been ended is asked
 * each time.
 */
@ApplicationScoped
class PageSessions {
  private static final Logger LOG = Logger.getLogger(PageSessions.class);
  private static final String SESSION_COOKIE = "q_session";
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MOST_REMEMBERED = 10_000;

  private final OidcAuthenticationMechanism oidc;
  private final Admission admission;
  private final SignedOutSessions signedOut;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();

  private record Known(SecurityIdentity identity, Session session) {
    Account account() {
      return identity.getAttribute(CurrentAccount.ATTRIBUTE);
    }
  }

  @Inject
  PageSessions(OidcAuthenticationMechanism oidc, Admission admission, SignedOutSessions signedOut) {
    this.oidc = oidc;
    this.admission = admission;
    this.signedOut = signedOut;
  }

  /** Null for whoever is not signed in. */
  Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
    String cookie = cookie(context);
    boolean returning = context.normalizedPath().equals(SignIn.RETURN_PATH);
    if (cookie.isEmpty() && !returning) {
      return Uni.createFrom().nullItem();
    }
    // Signing out needs the provider's own token, which is not remembered.
    if (!context.normalizedPath().equals(SignOutPages.PATH)) {
      Optional<Known> remembered = Optional.ofNullable(known.getIfPresent(cookie));
      if (remembered.isPresent()) {
        return Uni.createFrom()
            .item(remembered.filter(k -> !ended(k)).map(Known::identity).orElse(null));
      }
    }
    return Uni.createFrom()
        .deferred(() -> oidc.authenticate(context, providers))
        .flatMap(identity -> admit(identity, context, cookie))
        .onFailure(failure -> !(failure instanceof AuthenticationRedirectException))
        .recoverWithUni(failure -> anonymous(failure, context, returning));
  }

  private Uni<SecurityIdentity> admit(
      SecurityIdentity provider, RoutingContext context, String cookie) {
    Optional<JsonObject> token = Optional.ofNullable(provider).flatMap(Admission::payload);
    if (token.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    Session session = Session.of(token.get());
    if (signedOut.contains(session)) {
      return Uni.createFrom().nullItem();
    }
    return admission.admit(
        token.get(),
        context,
        account -> {
          signedOut.seen(session, account.id());
          known.put(cookie, new Known(Identities.of(account), session));
          return Identities.of(account, provider);
        });
  }

  private boolean ended(Known session) {
    return signedOut.contains(session.session());
  }

  private static Uni<SecurityIdentity> anonymous(
      Throwable failure, RoutingContext context, boolean returning) {
    if (SignIn.isProviderAway(failure)) {
      LOG.warnf("The sign-in server does not answer: %s", SignIn.rootMessage(failure));
      Refusal.set(context, Refusal.providerAway());
    } else if (returning) {
      LOG.infof("A sign-in was not completed: %s", SignIn.rootMessage(failure));
      Refusal.set(context, Refusal.interrupted());
    } else {
      LOG.debugf("A session was not taken: %s", SignIn.rootMessage(failure));
    }
    return Uni.createFrom().nullItem();
  }

  /** A role or a group has changed: what was remembered of the account is stale. */
  void on(@ObservesAsync Signal signal) {
    if (signal.isGap() || signal.topic().equals(AccountBook.TOPIC)) {
      known.asMap().values().removeIf(k -> signal.isGap() || k.account().id() == signal.id());
    }
  }

  private static String cookie(RoutingContext context) {
    return context.request().cookies().stream()
        .filter(cookie -> cookie.getName().startsWith(SESSION_COOKIE))
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .sorted()
        .collect(Collectors.joining(";"));
  }
}
