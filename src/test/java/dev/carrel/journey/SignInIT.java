package dev.carrel.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged portal with a real Keycloak and a real browser. */
class SignInIT {
  private static final String BOB_AT_THE_PROVIDER = "a11ce000-0000-4000-8000-000000000002";

  @TempDir static Path home;
  private static KeycloakServer keycloak;
  private static PortalProcess portal;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    keycloak = KeycloakServer.shared();
    portal = PortalProcess.start(home, keycloak.portalPort(), settings());
    browser = Browser.open(portal.address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (portal != null) {
      portal.close();
    }
  }

  @Test
  void leadsThroughTheProviderToThePageThatWasAskedFor() {
    Page page = browser.signedIn("alice", "/account?from=a-link");
    assertThat(page).hasURL(portal.address() + "/account?from=a-link");
    assertThat(page.getByRole(AriaRole.HEADING, heading("Alice Archer"))).isVisible();
    assertThat(page.getByRole(AriaRole.MAIN).getByText("students")).isVisible();
  }

  @Test
  void keepsTheSessionOverARestart() throws Exception {
    Page page = browser.signedIn("alice", "/account");
    portal.kill();
    portal.start();
    page.navigate("/account");
    assertThat(page.getByRole(AriaRole.HEADING, heading("Alice Archer"))).isVisible();
  }

  @Test
  void signsOutHereAndAtTheProvider() {
    Page page = browser.signedIn("carol", "/account");
    var stolen = page.context().cookies();
    page.locator("summary", new Page.LocatorOptions().setHasText("Carol")).click();
    page.getByText("Sign out").click();
    page.waitForURL("**/signed-out");
    page.navigate("/account");
    assertThat(page.locator("#username")).isVisible();

    var thief = browser.somebody();
    thief.addCookies(stolen);
    Page theirs = thief.newPage();
    theirs.navigate("/account");
    assertThat(theirs).hasURL(Pattern.compile(".*/protocol/openid-connect/auth.*"));
  }

  @Test
  void endsTheSessionThatTheProviderEndsAndRemembersItOverARestart() throws Exception {
    Page page = browser.signedIn("bob", "/account");
    keycloak.endSessions(BOB_AT_THE_PROVIDER);
    await().untilAsserted(() -> assertThat(status(page)).isEqualTo(401));
    portal.kill();
    portal.start();
    assertThat(status(page)).isEqualTo(401);
  }

  @Test
  void takesTheProvidersAccessTokenForTheApi() throws Exception {
    HttpResponse<String> me = me(keycloak.token("olga"));
    assertThat(me.statusCode()).isEqualTo(200);
    assertThat(me.body()).contains("\"username\":\"olga\"", "\"role\":\"admin\"");
  }

  @Test
  void takesNoSessionForTheApi() {
    Page page = browser.signedIn("alice", "/account");
    assertThat(page.context().request().get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void takesAPersonalTokenThatThePageMade() throws Exception {
    Page page = browser.signedIn("alice", "/account");
    page.getByLabel("Name").fill("journey " + UUID.randomUUID());
    page.getByText("Make the token").click();
    String token = page.locator("#new-token").innerText();
    assertThat(me(token).body()).contains("\"username\":\"alice\"");
    assertThat(token).startsWith("carrel_");
  }

  @Test
  void startsAndSaysWhyWithoutTheProvider(@TempDir Path other) throws Exception {
    var settings = new HashMap<>(settings());
    settings.put("OIDC_ISSUER", "http://127.0.0.1:9/realms/away");
    int port = PortalProcess.freePort();
    try (var lonely = PortalProcess.start(other, port, settings)) {
      var page = get(lonely.address().resolve("/"), Map.of());
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains("sign-in server does not answer");
    }
  }

  @Test
  void refusesToStartWithoutAProvider(@TempDir Path other) {
    var settings = new HashMap<>(settings());
    settings.put("OIDC_ISSUER", "");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> PortalProcess.start(other, PortalProcess.freePort(), settings))
        .hasMessageContaining("OIDC_ISSUER is not set");
    assertThat(Files.exists(other.resolve("postgres"))).isFalse();
  }

  private static Map<String, String> settings() {
    var settings = new HashMap<>(keycloak.environment());
    settings.put("CARREL_INSTANCE", "carrel-it-sign-in");
    return settings;
  }

  /** As a script of the page would be answered: 200, or 401 instead of the way to the provider. */
  private static int status(Page page) {
    APIResponse answer =
        page.context()
            .request()
            .get(
                "/account",
                com.microsoft.playwright.options.RequestOptions.create()
                    .setHeader("Sec-Fetch-Mode", "cors"));
    return answer.status();
  }

  private static HttpResponse<String> me(String token) throws IOException, InterruptedException {
    return get(portal.address().resolve("/api/v1/me"), Map.of("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> get(URI address, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address);
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static Page.GetByRoleOptions heading(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
