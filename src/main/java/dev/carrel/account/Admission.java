package dev.carrel.account;

import dev.carrel.web.Problem;
import io.quarkus.oidc.UserInfo;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** From a person the provider vouches for to an account: asks the database only when it must. */
@ApplicationScoped
class Admission {
  private final AccountBook book;
  private final ClaimReader reader;
  private final BlockingSecurityExecutor executor;

  @Inject
  Admission(AccountBook book, ClaimReader reader, BlockingSecurityExecutor executor) {
    this.book = book;
    this.reader = reader;
    this.executor = executor;
  }

  /**
   * The payload of the verified token behind an identity; empty for an opaque token. Where the
   * provider was asked for more about the person (some tell groups there alone), that is added.
   */
  static Optional<JsonObject> payload(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token) || token.getRawToken() == null) {
      return Optional.empty();
    }
    JsonObject claims = payload(token.getRawToken());
    return Optional.of(
        identity.getAttribute(OidcUtils.USER_INFO_ATTRIBUTE) instanceof UserInfo more
            ? new JsonObject(more.getUserInfoString()).mergeIn(claims)
            : claims);
  }

  static JsonObject payload(String verifiedToken) {
    byte[] json = Base64.getUrlDecoder().decode(verifiedToken.split("\\.")[1]);
    return new JsonObject(new String(json, StandardCharsets.UTF_8));
  }

  /** Null, with the reason kept at the request, where no account can be made. */
  Uni<SecurityIdentity> admit(
      JsonObject token, RoutingContext context, Function<Account, SecurityIdentity> identity) {
    Claims claims = reader.read(token);
    return book.remembered(claims)
        .map(account -> Uni.createFrom().item(account))
        .orElseGet(() -> executor.executeBlocking(() -> book.signIn(claims)))
        .map(identity)
        .onFailure(SignInRefused.class)
        .recoverWithUni(
            refused -> {
              Refusal.set(context, Problem.forbidden(refused.getMessage()));
              return Uni.createFrom().nullItem();
            });
  }
}
