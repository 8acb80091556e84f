package dev.carrel.account;

import dev.carrel.web.Problem;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** The identity provider, beyond what the OIDC extension does of itself. */
@ApplicationScoped
class Provider {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TenantConfigBean tenants;

  @Inject
  Provider(TenantConfigBean tenants) {
    this.tenants = tenants;
  }

  /** Where the browser goes to end the provider's own session; not every provider has it. */
  Optional<String> endSessionUri() {
    return Optional.ofNullable(ready().getMetadata().getEndSessionUri());
  }

  String clientId() {
    return tenants.getDefaultTenant().oidcConfig().clientId().orElseThrow();
  }

  /** The payload of a logout token; empty unless signature, issuer and audience are right. */
  Optional<JsonObject> verifiedLogout(String token) {
    OidcProvider provider = ready();
    try {
      return Optional.of(verify(provider, token));
    } catch (InvalidJwtException firstTry) {
      // The provider may have changed its keys since they were read.
      Uni.createFrom()
          .deferred(() -> provider.refreshJwksAndVerifyJwtToken(token, false, false, null))
          .onFailure()
          .recoverWithNull()
          .await()
          .atMost(PATIENCE);
      try {
        return Optional.of(verify(provider, token));
      } catch (InvalidJwtException stillWrong) {
        return Optional.empty();
      }
    }
  }

  private static JsonObject verify(OidcProvider provider, String token) throws InvalidJwtException {
    provider.verifyLogoutJwtToken(token);
    return Admission.payload(token);
  }

  private OidcProvider ready() {
    TenantConfigContext tenant = tenants.getDefaultTenant();
    if (!tenant.ready()) {
      throw Problem.unavailable("The sign-in server does not answer.");
    }
    return tenant.provider();
  }
}
