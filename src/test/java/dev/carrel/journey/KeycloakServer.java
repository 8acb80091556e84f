package dev.carrel.journey;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The demonstration's identity provider: a real Keycloak with the realm of {@code docker/keycloak},
 * started at most once in this JVM. Its realm names the portal's address, so whoever starts a
 * portal against it takes {@link #portalPort()}.
 */
public final class KeycloakServer {
  private static final String VERSION = "26.7.3";
  private static final Path REALM = Path.of("docker/keycloak/realm.json");
  private static final Duration PATIENCE = Duration.ofSeconds(420);
  private static final String ADMIN_PASSWORD = UUID.randomUUID().toString();

  private static KeycloakServer shared;

  private final Path home;
  private final int port;
  private final int portalPort;
  private final String clientSecret = "it-" + UUID.randomUUID();
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  private KeycloakServer(Path home) throws IOException {
    this.home = home.toAbsolutePath();
    this.port = PortalProcess.freePort();
    this.portalPort = PortalProcess.freePort();
  }

  /** The running server; the first call starts it, and it ends with the JVM. */
  public static synchronized KeycloakServer shared() throws IOException, InterruptedException {
    if (shared == null) {
      var server = new KeycloakServer(Files.createTempDirectory("carrel-keycloak-"));
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.start();
      shared = server;
    }
    return shared;
  }

  public int portalPort() {
    return portalPort;
  }

  public String issuer() {
    return "http://127.0.0.1:" + port + "/realms/carrel";
  }

  /** What a portal needs to know of this server. */
  public Map<String, String> environment() {
    return Map.of(
        "OIDC_ISSUER", issuer(), "OIDC_CLIENT_ID", "carrel", "OIDC_CLIENT_SECRET", clientSecret);
  }

  /** An access token for the API; password and name of the demonstration's users are the same. */
  public String token(String user) throws IOException, InterruptedException {
    return post(
            issuer() + "/protocol/openid-connect/token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "carrel-cli",
                "client_secret",
                clientSecret,
                "scope",
                "openid",
                "username",
                user,
                "password",
                user))
        .getString("access_token");
  }

  /** Ends every session of the user at the provider, which then tells the portal. */
  public void endSessions(String userId) throws IOException, InterruptedException {
    String admin =
        post(
                "http://127.0.0.1:" + port + "/realms/master/protocol/openid-connect/token",
                Map.of(
                    "grant_type", "password",
                    "client_id", "admin-cli",
                    "username", "admin",
                    "password", ADMIN_PASSWORD))
            .getString("access_token");
    URI uri =
        URI.create("http://127.0.0.1:" + port + "/admin/realms/carrel/users/" + userId + "/logout");
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + admin)
            .POST(BodyPublishers.noBody())
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 204) {
      throw new IllegalStateException("Keycloak answered " + status + " to the end of sessions");
    }
  }

  private void start() throws IOException, InterruptedException {
    Path distribution = distribution();
    for (String part : List.of("bin", "conf", "lib", "providers", "themes", "version.txt")) {
      Files.createSymbolicLink(home.resolve(part), distribution.resolve(part));
    }
    Path realm = Files.createDirectories(home.resolve("data/import")).resolve("realm.json");
    Files.writeString(
        realm,
        Files.readString(REALM)
            .replace("@CLIENT_SECRET@", clientSecret)
            .replace("@PORTAL_PORT@", Integer.toString(portalPort)));
    var builder =
        new ProcessBuilder(
            distribution.resolve("bin/kc.sh").toString(),
            "start",
            "--optimized",
            "--import-realm",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=http://127.0.0.1:" + port,
            "-Dkc.home.dir=" + home);
    builder.redirectErrorStream(true).redirectOutput(home.resolve("keycloak.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    process = builder.start();
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    var discovery =
        HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration")).build();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline) && process.isAlive()) {
      try {
        if (http.send(discovery, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notListeningYet) {
        // asked again
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(
        "Keycloak did not start:\n" + Files.readString(home.resolve("keycloak.log")));
  }

  /** What {@code docker/carrel test} names, or has left in its usual place. */
  private static Path distribution() {
    Path cache =
        Optional.ofNullable(System.getenv("CARREL_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache/carrel"));
    Path place =
        Optional.ofNullable(System.getenv("CARREL_TEST_KEYCLOAK"))
            .map(Path::of)
            .orElse(cache.resolve("keycloak-" + VERSION));
    if (!Files.isExecutable(place.resolve("bin/kc.sh"))) {
      throw new IllegalStateException(
          "There is no Keycloak in " + place + ". Run docker/carrel test, which fetches it.");
    }
    return place;
  }

  private JsonObject post(String address, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("Keycloak answered " + response.body());
    }
    return new JsonObject(response.body());
  }

  private void stop() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (var files = Files.walk(home)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException left) {
      // a folder in /tmp
    }
  }
}
