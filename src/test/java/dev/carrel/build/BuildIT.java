package dev.carrel.build;

import static dev.carrel.build.BuildFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.carrel.account.Account;
import dev.carrel.build.log.LogLine;
import dev.carrel.build.log.LogStore;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.Labels;
import dev.carrel.journey.Browser;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds on the machine's own engine, and their page in a browser. */
@QuarkusTest
@TestProfile(RealBuilds.class)
class BuildIT {
  private static final Path SHOTS = Path.of("target/screenshots");

  @Inject BuildFixture fixture;
  @Inject Builds builds;
  @Inject StepRows steps;
  @Inject LogStore log;
  @Inject Engine engine;
  @TestHTTPResource URI portal;
  private Account alice;

  @BeforeEach
  void signIn() {
    PlaywrightAssertions.setDefaultAssertionTimeout(40_000);
    alice = fixture.demo(RestAssured.given().header("X-Test-User", "alice"));
  }

  @AfterEach
  void leaveNothing() {
    engine
        .images()
        .list(Map.of(Labels.OWNER, Long.toString(alice.id())))
        .forEach(image -> engine.images().remove(image.id()));
  }

  @Test
  void buildsWithItsStepsAndNames() {
    String recipe =
        recipe(unique(), "RUN echo hello; printf '10%%\\r50%%\\r100%%\\n'; echo err >&2");
    BuildView done = ended(builds.request(alice, recipe));
    assertThat(done.status()).isEqualTo(BuildStatus.SUCCEEDED);
    EngineImage image = engine.images().find("carrel-alice/" + recipe + ":1").orElseThrow();
    assertThat(image.id()).isEqualTo(done.image().orElseThrow().engineId());
    assertThat(image.labels()).containsEntry(Labels.BUILD, Long.toString(done.id()));
    assertThat(lines(done)).contains("hello", "100%", "err").doesNotContain("10%", "50%");
    List<StepRow> rows = steps.of(done.id());
    assertThat(rows).hasSizeGreaterThanOrEqualTo(4).allMatch(row -> row.finished != null);
    assertThat(rows.getFirst().name).isEqualTo("FROM " + BuildFixture.BUSYBOX);
    assertThat(rows.getLast().name).isEqualTo("Save the image");
  }

  @Test
  void stepsThatWereBuiltBeforeAreShownAsCached() {
    String same = unique();
    ended(builds.request(alice, recipe(same, "RUN echo first")));
    BuildView second =
        ended(builds.request(alice, recipe(same, "RUN echo first", "RUN echo more")));
    assertThat(steps.of(second.id())).filteredOn(row -> row.cached).hasSizeGreaterThanOrEqualTo(2);
    assertThat(lines(second)).contains("more").doesNotContain("first");
  }

  @Test
  void cancelTakesASecondOrTwo() {
    BuildView asked = builds.request(alice, recipe(unique(), "RUN sleep 60"));
    await().atMost(Duration.ofSeconds(20)).until(() -> lines(asked).contains("#3 RUN sleep 60"));
    builds.cancel(alice, asked.id());
    await().atMost(Duration.ofSeconds(4)).until(() -> now(asked).status() == BuildStatus.CANCELLED);
  }

  @Test
  void whatIsTooLargeIsRemovedAndWhatTakesTooLongIsEnded() {
    BuildView large =
        ended(
            builds.request(
                alice, recipe(unique(), "RUN dd if=/dev/zero of=/large bs=1M count=45")));
    assertThat(large.error().orElseThrow()).contains("are allowed here, so it was removed");
    assertThat(engine.images().list(Map.of(Labels.BUILD, Long.toString(large.id())))).isEmpty();
    BuildView slow = ended(builds.request(alice, recipe(unique(), "RUN sleep 100")));
    assertThat(slow.error().orElseThrow()).contains("longer than 45 s");
  }

  @Test
  void thePageFollowsTheBuildByItself() {
    String recipe =
        recipe(
            unique(),
            "RUN echo -e '\\033[31mred\\033[0m'; echo 'WARNING: careful'; for i in 1 2 3 4; do echo line $i of the work; sleep 1; done",
            "RUN echo nearly; sleep 2");
    try (var browser = Browser.open(portal);
        BrowserContext context = browser.somebody()) {
      context.setExtraHTTPHeaders(Map.of("X-Test-User", "alice"));
      Page page = context.newPage();
      BuildView asked = builds.request(alice, recipe);
      page.navigate("/builds/" + asked.id());
      PlaywrightAssertions.assertThat(page.getByText("line 3 of the work")).isVisible();
      shoot(page, "running");
      PlaywrightAssertions.assertThat(page.locator("#progress .state.ready")).isVisible();
      assertThat(page.locator("#log .l[id]").count()).isEqualTo(lines(asked).size());
      assertThat(page.locator("#log .ansi-red-fg").innerText()).isEqualTo("red");
      page.getByLabel("Search the log").fill("of the work");
      PlaywrightAssertions.assertThat(page.locator("#log-found")).hasText("1 of 5");
      page.locator(".folder").nth(2).click();
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      shoot(page, "ready");
      String failing =
          recipe(
              unique(),
              "RUN echo Looking in indexes: http://x; echo 'ERROR: Could not find a version that satisfies the requirement numpy==9.9.9 (from versions: 1.26.4, 2.4.6)' >&2; exit 1");
      BuildView failed = ended(builds.request(alice, failing));
      page.navigate("/builds/" + failed.id());
      page.getByText("See line").click();
      assertThat(page.locator(".l.on").innerText()).contains("numpy==9.9.9");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      shoot(page, "failed");
      page.navigate("/builds");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      shoot(page, "list");
      page.navigate("/images");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      shoot(page, "images");
    }
  }

  private static void shoot(Page page, String name) {
    for (String scheme : List.of("light", "dark")) {
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(
                  com.microsoft.playwright.options.ColorScheme.valueOf(scheme.toUpperCase())));
      for (int width : List.of(1280, 390)) {
        page.setViewportSize(width, 800);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve("build-" + name + "-" + scheme + "-" + width + ".png")));
      }
    }
    page.setViewportSize(1280, 800);
  }

  private String recipe(String... lines) {
    String name = "it-" + UUID.randomUUID().toString().substring(0, 8);
    fixture.recipe(alice, name, lines);
    return name;
  }

  private BuildView now(BuildView build) {
    return builds.find(build.account(), build.id()).orElseThrow();
  }

  private BuildView ended(BuildView build) {
    await().atMost(Duration.ofSeconds(100)).until(() -> !now(build).status().live());
    return now(build);
  }

  private List<String> lines(BuildView build) {
    return log.newest(build.id(), 10_000).stream().map(LogLine::text).toList();
  }
}
