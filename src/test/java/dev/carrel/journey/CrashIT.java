package dev.carrel.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, each build, environment and terminal ends in the true state by itself. */
class CrashIT {
  private static final Set<String> ENDED_BADLY = Set.of("failed", "cancelled");

  private final String name = "c" + UUID.randomUUID().toString().substring(0, 8);
  private QuickStart portal;
  private Api carol;

  @BeforeAll
  static void expectABusyMachine() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @BeforeEach
  void portal() throws Exception {
    portal = QuickStart.shared();
    carol = Api.of(portal.address(), portal.token("carol"));
  }

  @Test
  void aBuildSurvivesThePortal() throws Exception {
    // A system package takes the build long enough to be in the middle of.
    carol.post("/recipes", recipe("debian-python").put("system", new JsonArray().add("less")));
    String build = "/builds/" + carol.post("/recipes/" + name + "/builds", null).getLong("id");
    await().until(() -> carol.status(build).equals("running"));
    portal.killPortal();
    portal.up();
    carol.await(build, "succeeded", ENDED_BADLY);
  }

  @Test
  void aLaunchSurvivesThePortal() throws Exception {
    build(carol, "debian-python");
    carol.post("/environments", environment());
    portal.killPortal();
    portal.up();
    carol.await("/environments/" + name, "running", ENDED_BADLY);
    JsonObject ran = exec(carol, "hostname");
    assertThat(ran.getString("output").strip()).isEqualTo(name);
    carol.post("/environments/" + name + "/retire", null);
    carol.await("/environments/" + name, "retired", ENDED_BADLY);
  }

  @Test
  void aTerminalComesBackAfterThePortal() throws Exception {
    build(carol, "debian-python");
    carol.post("/environments", environment());
    carol.await("/environments/" + name, "running", ENDED_BADLY);
    try (var browser = Browser.open(portal.address())) {
      Page page = browser.signedIn("carol", "/environments/" + name + "/terminal");
      var screen = page.locator(".xterm-rows");
      var prompt = "carol@" + name + ":/workspace$";
      PlaywrightAssertions.assertThat(screen).containsText(prompt, patience());
      page.locator(".xterm-helper-textarea").focus();
      page.keyboard().type("echo before-the-crash\n");
      PlaywrightAssertions.assertThat(screen).containsText("before-the-crash", patience());
      portal.killPortal();
      portal.up();
      // The old shell cannot be returned to; a new one is there without a reload or a sign-in.
      PlaywrightAssertions.assertThat(screen).not().containsText("before-the-crash", patience());
      PlaywrightAssertions.assertThat(screen).containsText(prompt, patience());
    }
    String shells = "grep -al CARREL_TERMINAL /proc/[0-9]*/environ 2>/dev/null | wc -l";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(exec(carol, "sh", "-c", shells).getString("output").strip())
                    .as("shells: the old one is ended")
                    .isEqualTo("1"));
    carol.post("/environments/" + name + "/retire", null);
    carol.await("/environments/" + name, "retired", ENDED_BADLY);
  }

  @Test
  void theDatabaseComesBack() throws Exception {
    portal.killDatabase();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> carol.get("/me").getString("username").equals("carol"));
  }

  @Test
  void theEngineComesBack(@TempDir Path folder) throws Exception {
    // Short: a socket's path must fit into 108 bytes.
    Path engineFolder = Files.createTempDirectory("carrel-engine-");
    Path catalogue = folder.resolve("catalogue.yaml");
    Files.writeString(
        catalogue,
        """
        bases:
          - slug: tiny
            title: Tiny
            framework: linux
            version: "1"
            accelerator: cpu
            kind: bootstrap
            reference: carrel-test/busybox:1
            inside: A static busybox.
            size: 2m
            tools: {pip: false, externally-managed: false, packages: none, distribution: other}
        """);
    try (var engine = OwnEngine.start(engineFolder)) {
      engine.copy("carrel-test/busybox:1");
      var environment =
          Map.of(
              "DOCKER_HOST", engine.host(),
              "CARREL_CATALOGUE_FILE", catalogue.toString(),
              "OIDC_ISSUER", issuer(),
              "OIDC_CLIENT_ID", "carrel",
              "OIDC_CLIENT_SECRET", portal.setting("secrets/oidc-client"));
      try (var second =
          PortalProcess.start(folder.resolve("home"), PortalProcess.freePort(), environment)) {
        Api other = Api.of(second.address(), portal.token("carol"));
        build(other, "tiny");
        other.post("/environments", environment());
        String address = "/environments/" + name;
        other.await(address, "running", ENDED_BADLY);
        engine.stop();
        // The portal goes on without it, and what is asked for meanwhile is done when it is back.
        assertThat(other.get("/me").getString("username")).isEqualTo("carol");
        engine.start();
        // The engine's stop has ended the container, which nobody wanted: the page says so.
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> Set.of("stopped", "failed").contains(other.status(address)));
        other.post(address + "/start", null);
        other.await(address, "running", Set.of());
        other.post(address + "/retire", null);
        other.await(address, "retired", Set.of());
        assertThat(engine.docker("ps", "--all", "--quiet")).isEmpty();
      }
    }
  }

  private String issuer() throws Exception {
    String realm = "/realms/carrel";
    return "http://127.0.0.1:" + portal.setting("ports/keycloak") + realm;
  }

  private void build(Api api, String base) throws Exception {
    api.post("/recipes", recipe(base));
    long id = api.post("/recipes/" + name + "/builds", null).getLong("id");
    api.await("/builds/" + id, "succeeded", ENDED_BADLY);
  }

  /** The variable makes its content its own: nothing of another test's is taken over. */
  private JsonObject recipe(String base) {
    return new JsonObject()
        .put("name", name)
        .put("base", base)
        .put("environment", new JsonObject().put("RUN_NAME", name));
  }

  private JsonObject environment() {
    return new JsonObject()
        .put("name", name)
        .put("recipe", name)
        .put("workspace", "crash")
        .put("cpus", 0.5)
        .put("memory", "256m")
        .put("hours", 1);
  }

  private JsonObject exec(Api api, String... command) throws Exception {
    var body = new JsonObject().put("command", new JsonArray(java.util.List.of(command)));
    return api.post("/environments/" + name + "/exec", body);
  }

  private static LocatorAssertions.ContainsTextOptions patience() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
  }
}
