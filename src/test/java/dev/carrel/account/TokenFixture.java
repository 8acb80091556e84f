package dev.carrel.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A token of alice's. */
@ApplicationScoped
class TokenFixture implements RouteFixture {
  @Inject Tokens tokens;

  @Override
  public Map<String, String> prepare(Account alice) {
    Tokens.Created made = tokens.create(alice, "routes " + UUID.randomUUID(), Duration.ofDays(1));
    return Map.of("token", Long.toString(made.token().id()));
  }
}
