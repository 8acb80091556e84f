package dev.carrel.account;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the sign-in's settings before anything starts: a portal that anybody could sign in to is
 * not started at all.
 */
public final class SignInSettings {
  private static final int SHORTEST_KEY = 32;

  /** What tutorials and demonstrations use, ours among them. */
  private static final Set<String> KNOWN_SECRETS =
      Set.of(
          "secret",
          "changeme",
          "change-me",
          "changeit",
          "password",
          "carrel",
          "carrel-secret",
          "admin",
          "test",
          "demo",
          "client-secret",
          "client_secret",
          "your-client-secret");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private SignInSettings() {}

  /**
   * @throws IllegalStateException with what is wrong and what to do, for the operator to read
   */
  public static void check(Map<String, String> environment) {
    String issuer = present(environment, "OIDC_ISSUER");
    if (issuer.isEmpty()) {
      throw new IllegalStateException(
          """
          OIDC_ISSUER is not set, so nobody could sign in. Set OIDC_ISSUER, OIDC_CLIENT_ID and
          OIDC_CLIENT_SECRET to those of your identity provider. To try Carrel on this machine with
          a sign-in of its own, run docker/carrel up instead.""");
    }
    if (!isLoopback(issuer) && !issuer.startsWith("https://")) {
      throw new IllegalStateException(
          "OIDC_ISSUER (%s) is not https: who reads the network could sign in as anybody."
              .formatted(issuer));
    }
    checkSecret(environment);
    checkKey(environment, "CARREL_STATE_SECRET");
    checkKey(environment, "CARREL_SESSION_SECRET");
  }

  private static void checkSecret(Map<String, String> environment) {
    String secret = present(environment, "OIDC_CLIENT_SECRET");
    if (secret.isEmpty()) {
      throw new IllegalStateException(
          "OIDC_CLIENT_SECRET is not set. Your identity provider shows it with the client that you"
              + " registered for Carrel.");
    }
    boolean known =
        KNOWN_SECRETS.contains(secret.toLowerCase(java.util.Locale.ROOT))
            || secret.equals(present(environment, "OIDC_CLIENT_ID"));
    if (known) {
      throw new IllegalStateException(
          "OIDC_CLIENT_SECRET is a default that everybody knows. Let your identity provider make a"
              + " new one.");
    }
  }

  private static void checkKey(Map<String, String> environment, String name) {
    String key = present(environment, name);
    if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
      throw new IllegalStateException(
          "%s has %d characters and needs %d. Make one with: openssl rand -hex 32"
              .formatted(name, key.length(), SHORTEST_KEY));
    }
  }

  private static boolean isLoopback(String issuer) {
    try {
      return Optional.ofNullable(URI.create(issuer).getHost())
          .map(LOOPBACK::contains)
          .orElse(false);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("OIDC_ISSUER is not an address: " + issuer, e);
    }
  }

  private static String present(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
