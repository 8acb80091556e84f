package dev.carrel.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The whole journey as a researcher makes it: real sign-in server, database, engine and browser.
 * Where a folder of the machine's pip has jax, the recipe is a real one, else the base alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyIT {
  private static final boolean HAS_PACKAGES =
      Stream.of(Optional.ofNullable(System.getenv("CARREL_TEST_WHEELHOUSES")).orElse("").split(","))
          .anyMatch(JourneyIT::hasJax);
  private static final Duration BUILD = Duration.ofMinutes(5);

  private final List<String> wrong = new ArrayList<>();
  private String brokenAt;
  private QuickStart portal;
  private Browser browser;
  private Page page;

  @BeforeAll
  void start() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    portal = QuickStart.shared();
    browser = Browser.open(portal.address());
  }

  /** What comes after a broken step would only wait for what cannot come. */
  @RegisterExtension
  final TestWatcher watcher =
      new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
          brokenAt = context.getDisplayName();
          page.screenshot(
              new Page.ScreenshotOptions().setPath(Path.of("target/journey/broken.png")));
        }
      };

  @BeforeEach
  void stopAtTheFirstBrokenStep() {
    Assumptions.assumeTrue(brokenAt == null, () -> "after the broken step " + brokenAt);
  }

  @AfterAll
  void end() {
    browser.close();
  }

  @Test
  @Order(1)
  void signsInAndIsToldWhatTheJourneyIs() {
    page = browser.signedIn("alice", "/");
    page.setDefaultTimeout(60_000);
    assertThat(page.getByRole(AriaRole.HEADING, heading(1))).containsText("Alice");
    look("desk-first");
  }

  @Test
  @Order(2)
  void choosesABasePackagesAndExtras() {
    page.navigate("/recipes/new");
    look("wizard-base");
    page.locator("label.card:has(input[value=debian-python])").click();
    button("Packages").click();
    assertThat(page.locator("#h-python")).isVisible();
    if (HAS_PACKAGES) {
      addPackage("jax==0.10.2");
      addPackage("jaxlib==0.10.2");
    }
    look("wizard-packages");
    button("Extras").click();
    page.locator("input[name=variable]").first().fill("JAX_PLATFORMS");
    page.locator("input[name=value]").first().fill("cpu");
    look("wizard-extras");
    button("Review").click();
    assertThat(page.locator("pre.code")).containsText("WORKDIR /workspace");
    page.locator("#recipe").fill("first-light");
    look("wizard-review");
  }

  @Test
  @Order(3)
  void watchesTheBuild() {
    button("Build").click();
    page.waitForURL("**/builds/*");
    assertThat(page.getByRole(AriaRole.HEADING, heading(1))).containsText("first-light");
    assertThat(page.locator(".state").first()).containsText("ready", patience(BUILD));
    look("build");
    page.navigate("/builds");
    look("builds");
    page.navigate("/images");
    look("images");
    page.navigate("/recipes");
    look("recipes");
    page.navigate("/recipes/first-light");
    look("recipe");
  }

  @Test
  @Order(4)
  void launches() {
    page.navigate("/environments/new");
    page.locator("#name").fill("morning");
    page.locator("#workspace").fill("thesis");
    look("launch");
    button("Launch").click();
    page.waitForURL("**/environments/morning");
    assertThat(page.locator(".state").first())
        .containsText("running", patience(Duration.ofMinutes(1)));
    look("environment");
  }

  @Test
  @Order(5)
  void worksInTheTerminal() throws Exception {
    page.getByRole(AriaRole.LINK, named("Terminal")).first().click();
    var screen = page.locator(".xterm-rows");
    assertThat(screen).containsText("alice@morning:/workspace$");
    type("id -un; echo $((6*7)) > answer.txt; hostname");
    Path answer = portal.home().resolve("workspaces/alice/thesis/answer.txt");
    await().until(() -> Files.exists(answer) && Files.readString(answer).equals("42\n"));
    assertThat(Files.getAttribute(answer, "unix:uid")).isNotEqualTo(0);
    if (HAS_PACKAGES) {
      type("python3 -c 'import jax; print(jax.devices())'");
      assertThat(screen).containsText("CpuDevice(id=0)", patience(Duration.ofMinutes(1)));
      type("clear; pip install --force-reinstall --no-deps jax==0.10.2");
      assertThat(screen)
          .containsText("Successfully installed jax-0.10.2", patience(Duration.ofMinutes(1)));
    }
    look("terminal");
    type("clear; echo still-$((40+2))");
    assertThat(screen).containsText("still-42");
    page.reload();
    assertThat(screen).containsText("still-42");
    page.navigate("/");
    look("desk");
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/journey/readme.png")));
    page.navigate("/environments");
    look("environments");
    page.navigate("/workspaces");
    look("workspaces");
    page.navigate("/account");
    look("account");
    page.navigate("/bases");
    look("bases");
  }

  @Test
  @Order(6)
  void anotherSeesNothingOfIt() {
    Page other = browser.signedIn("bob", "/");
    for (String address :
        List.of(
            "/recipes/first-light",
            "/environments/morning",
            "/environments/morning/terminal",
            "/builds/1",
            "/builds/1/log")) {
      assertThat(other.navigate(address).status()).as(address).isEqualTo(404);
    }
    for (String list : List.of("/", "/recipes", "/builds", "/images", "/environments")) {
      other.navigate(list);
      assertThat(other.content()).as(list).doesNotContain("first-light", "morning<");
    }
  }

  @Test
  @Order(7)
  void retiresAndKeepsTheFiles() {
    page.navigate("/environments/morning/retire");
    look("retire");
    button("Retire morning").click();
    assertThat(page.locator("main")).containsText("retired", patience(Duration.ofMinutes(1)));
    assertThat(portal.home().resolve("workspaces/alice/thesis/answer.txt")).exists();
  }

  @Test
  @Order(8)
  void showsOperatorsTheState() {
    wrong.addAll(new Sight(browser.signedIn("olga", "/admin")).of("admin"));
  }

  @Test
  @Order(9)
  void signsOut() {
    page.locator("details.who summary").click();
    page.getByText("Sign out").click();
    page.waitForURL("**/signed-out**");
    look("signed-out");
    page.navigate("/recipes");
    assertThat(page.locator("#kc-login")).isVisible();
  }

  @Test
  @Order(10)
  void everyPageIsAccessibleAndFitsAPhone() {
    assertThat(wrong).isEmpty();
  }

  @Test
  @Order(11)
  void noSecretIsInItsLog() throws Exception {
    String token = portal.token("bob");
    assertThat(Api.of(portal.address(), token).get("/me").getString("username")).isEqualTo("bob");
    String log = Files.readString(portal.home().resolve("log/portal.log"));
    assertThat(log).contains("Listening on").doesNotContain(token);
    try (Stream<Path> secrets = Files.list(portal.home().resolve("secrets"))) {
      for (Path secret : secrets.toList()) {
        assertThat(log).doesNotContain(Files.readString(secret).strip());
      }
    }
    assertThat(log)
        .doesNotContain(Files.readString(portal.home().resolve("postgres/password")).strip());
  }

  private void look(String name) {
    wrong.addAll(new Sight(page).of(name));
  }

  /** Whether pip would find it there: a simple index has a folder for it, a flat one the wheel. */
  private static boolean hasJax(String wheelhouse) {
    Path folder = Path.of(wheelhouse.strip());
    return !wheelhouse.isBlank()
        && (Files.isDirectory(folder.resolve("jax"))
            || Files.exists(folder.resolve("jax-0.10.2-py3-none-any.whl")));
  }

  private void addPackage(String pin) {
    page.locator("#add").fill(pin);
    button("Add").click();
    assertThat(page.locator("ul.pins")).containsText(pin.substring(0, pin.indexOf('=')));
  }

  private void type(String line) {
    page.locator(".xterm-helper-textarea").first().focus();
    page.keyboard().type(line);
    page.keyboard().press("Enter");
  }

  private com.microsoft.playwright.Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name)).first();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions heading(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static LocatorAssertions.ContainsTextOptions patience(Duration time) {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(time.toMillis());
  }
}
