package dev.carrel.account;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * In tests, {@code X-Test-User: alice} signs alice in: one of alice, bob (students), carol (staff),
 * olga (administrator). Everything behind the identity is the portal's own.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class TestUserMechanism implements HttpAuthenticationMechanism {
  private static final String HEADER = "X-Test-User";

  @Inject AccountBook book;
  @Inject BlockingSecurityExecutor executor;

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    String user = context.request().getHeader(HEADER);
    if (user == null) {
      return Uni.createFrom().nullItem();
    }
    return executor.executeBlocking(() -> Identities.of(book.signIn(DemoUsers.claims(user))));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1000;
  }
}
