package dev.carrel.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.carrel.account.AccountBook;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.gpu.board.BoardFixture;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board in a real browser, on rows as a lab has them on a busy afternoon. */
@QuarkusTest
@TestProfile(GpuBoardIT.StandIn.class)
class GpuBoardIT {

  /** What stands in for NVIDIA's tool is read each second. */
  public static class StandIn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "carrel.gpus.inventory.every",
          "1s",
          "carrel.gpus.inventory.command",
          Path.of("src/test/resources/gpu/nvidia-smi").toAbsolutePath().toString());
    }
  }

  @Inject BoardFixture fixture;
  @Inject LaunchFixture launches;
  @Inject AccountBook accounts;

  @TestHTTPResource("/")
  URI portal;

  private static Browser browser;
  private Page page;

  @BeforeEach
  void open() {
    fixture.clear();
    if (browser == null) {
      browser = Browser.open(portal);
    }
    for (String user : List.of("alice", "bob", "carol", "olga")) {
      as(user).newPage().navigate("/gpus");
    }
    page = as("alice").newPage();
  }

  @AfterEach
  void nothingLeft() {
    fixture.clear();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @Test
  void isReadAtAGlanceByEverybody() {
    busyAfternoon();
    var wrong = new ArrayList<String>();
    page.navigate("/gpus");
    assertThat(page.locator(".device")).hasCount(4);
    assertThat(page.getByRole(AriaRole.LINK, named("sweep-3"))).isVisible();
    assertThat(page.locator(".queue")).containsText("you · eval-large");
    wrong.addAll(new Sight(page).of("gpus"));
    page.navigate("/gpus?kiosk");
    page.setViewportSize(1920, 1080);
    assertThat(page.locator("main a")).hasCount(0);
    wrong.addAll(new Sight(page).of("gpus-wall"));
    page.setViewportSize(1920, 1080);
    new Sight(page).picture("gpus-wall-1920");
    assertThat(wrong).isEmpty();
  }

  @Test
  void followsWhatHappensWithoutReloading() {
    long device = fixture.device("GPU-00c4a7e1-0002-4000-8000-000000000002");
    page.navigate("/gpus");
    Locator tile = page.locator(".device").nth(2);
    assertThat(tile).containsText("free");
    fixture.lease(device, "bob", "elsewhere", 0, 60);
    fixture.tell();
    assertThat(tile).containsText("Bob Okafor");
  }

  @Test
  void asksForOneWaitsForTheNextAndLeavesTheQueue() {
    fixture.device("GPU-00c4a7e1-0002-4000-8000-000000000002");
    String image = launches.image(accounts.byId(fixture.account("alice")).orElseThrow(), "lab");
    var wrong = new ArrayList<String>();
    launch(image, "first-run", wrong);
    assertThat(page.locator(".state").first()).containsText("running");
    assertThat(page.locator("main")).containsText("RTX 6000 Ada 48 GB");
    wrong.addAll(new Sight(page).of("gpu-environment"));
    launch(image, "second-run", wrong);
    assertThat(page.locator("main"))
        .containsText(
            "First in the queue, for one GPU like “RTX 6000 Ada”",
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    assertThat(page.locator("main")).containsText("You are next");
    assertThat(page.locator("main")).not().containsText("It wants one");
    wrong.addAll(new Sight(page).of("gpu-waiting"));
    page.navigate("/");
    assertThat(page.locator("main")).containsText("first in the queue");
    wrong.addAll(new Sight(page).of("gpu-desk"));
    page.navigate("/environments/second-run");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Leave the queue")).click();
    assertThat(page.locator(".state").first()).containsText("stopped");
    assertThat(wrong).isEmpty();
  }

  @Test
  void keepsThePlaceOfWhoeverWasNotThere() {
    fixture.device("GPU-00c4a7e1-0002-4000-8000-000000000002");
    String image = launches.image(accounts.byId(fixture.account("carol")).orElseThrow(), "away");
    page = as("carol").newPage();
    var wrong = new ArrayList<String>();
    launch(image, "overnight", wrong);
    assertThat(page.locator("main")).containsText("or say that you are here");
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              fixture.lapse();
              return page.locator("main").innerText().contains("Its turn has passed");
            });
    var patience = new LocatorAssertions.ContainsTextOptions().setTimeout(40_000);
    wrong.addAll(new Sight(page).of("gpu-away"));
    page.navigate("/");
    assertThat(page.locator("main")).containsText("The turn of overnight has passed");
    wrong.addAll(new Sight(page).of("gpu-away-desk"));
    page.navigate("/gpus");
    assertThat(page.locator(".queue")).containsText("once somebody is there");
    wrong.addAll(new Sight(page).of("gpus-away"));
    page.navigate("/environments/overnight");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("I am here")).click();
    assertThat(page.locator(".state").first()).containsText("running", patience);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("I am here")).click();
    assertThat(page.locator("main")).containsText("in use");
    assertThat(page.locator("main")).not().containsText("or say that you are here");
    assertThat(wrong).isEmpty();
  }

  @Test
  void showsTheLogOfACommandThatHadToWait() {
    String image = launches.image(accounts.byId(fixture.account("alice")).orElseThrow(), "sums");
    page.navigate("/environments/new?image=" + image);
    page.locator("#name").fill("sum");
    page.locator("#gpus").fill("1");
    page.getByText("Run a command and end with it").click();
    page.locator("#script").fill("sleep 1; echo forty-two");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch")).click();
    page.waitForURL("**/environments/sum");
    assertThat(page.locator(".log")).hasText("forty-two\n");
    assertThat(page.locator(".state").first()).containsText("ended with exit code 0");
  }

  private void launch(String image, String name, List<String> wrong) {
    page.navigate("/environments/new?image=" + image);
    page.locator("#name").fill(name);
    page.locator("#gpus").fill("1");
    page.locator("#gpuModel").selectOption("RTX 6000 Ada");
    wrong.addAll(new Sight(page).of("gpu-launch-" + name));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch")).click();
    page.waitForURL("**/environments/" + name);
  }

  @Test
  void tellsOperatorsTheHoursOfEverybody() {
    busyAfternoon();
    Page admin = as("olga").newPage();
    admin.navigate("/admin/gpu-hours");
    assertThat(admin.locator("main")).containsText("Alice Moreau");
    var wrong = new ArrayList<>(new Sight(admin).of("gpu-hours"));
    page.navigate("/account");
    wrong.addAll(new Sight(page).of("gpu-account"));
    assertThat(wrong).isEmpty();
  }

  @Test
  void showsOperatorsWhatIsReservedAndWhatEachGpuIs() {
    busyAfternoon();
    Page admin = as("olga").newPage();
    admin.navigate("/admin/reservations");
    assertThat(admin.locator("main")).containsText("Summer school");
    var wrong = new ArrayList<>(new Sight(admin).of("reservations"));
    admin.navigate("/admin/reservations/new");
    admin.locator("#title").fill("Exercise <b>4</b>");
    admin.locator("#group").fill("students");
    admin
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("See what it means"))
        .click();
    assertThat(admin.locator("main")).containsText("It takes 1 GPU");
    wrong.addAll(new Sight(admin).of("reserve"));
    admin.navigate("/admin/gpus");
    assertThat(admin.locator("main")).containsText("faulty");
    wrong.addAll(new Sight(admin).of("gpu-devices"));
    assertThat(wrong).isEmpty();
    admin.setViewportSize(390, 844);
    for (Locator drain : admin.getByText("Drain…").all()) {
      assertThat(drain.boundingBox().x + drain.boundingBox().width)
          .as("reached without scrolling sideways")
          .isLessThan(390);
    }
  }

  /** Leases on what the stand-in shows: a whole device, one cut into four, two more. */
  private void busyAfternoon() {
    long idle = fixture.device("GPU-00c4a7e1-0000-4000-8000-000000000000");
    fixture.lease(idle, "alice", "sweep-3", 400, 90);
    fixture.readings(idle, minute -> minute < 20 ? 85 + minute % 5 : Math.max(1, 60 - minute * 2));
    long cut = fixture.device("GPU-00c4a7e1-0001-4000-8000-000000000001");
    fixture.lease(slice(0), "alice", "diffusion", 260, 190);
    fixture.lease(slice(1), "bob", "bobs", 50, 300);
    fixture.hold(slice(2), "alice", "next-one", 12);
    fixture.readings(cut, minute -> 70 + minute % 7 * 3);
    long busy = fixture.device("GPU-00c4a7e1-0002-4000-8000-000000000002");
    fixture.lease(busy, "carol", "carols", 120, 45);
    fixture.readings(busy, minute -> 88 + minute % 9);
    fixture.reservation("Deep learning, third lab", busy, 20, 23);
    fixture.reservation("Summer school", idle, 70, 120);
    fixture.request("bob", "bobs-other", "WAITING", 50);
    fixture.request("alice", "eval-large", "WAITING", 20);
  }

  private long slice(int place) {
    return fixture.device("MIG-00c4a7e1-0001-4000-8000-00000000001" + place);
  }

  private BrowserContext as(String user) {
    BrowserContext context = browser.somebody();
    context.setExtraHTTPHeaders(Map.of("X-Test-User", user));
    return context;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
