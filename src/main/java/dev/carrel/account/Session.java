package dev.carrel.account;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A browser's session, as the identity provider knows it.
 *
 * @param sid the provider's name for the session; empty where it gives none
 */
record Session(String issuer, String subject, String sid, Instant began) {

  static Session of(JsonObject idToken) {
    return new Session(
        idToken.getString("iss"),
        idToken.getString("sub"),
        idToken.getString("sid", ""),
        Instant.ofEpochSecond(idToken.getLong("auth_time", idToken.getLong("iat"))));
  }
}
