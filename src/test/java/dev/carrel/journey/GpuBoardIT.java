package dev.carrel.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.carrel.gpu.board.BoardFixture;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board in a real browser, on rows as a lab has them on a busy afternoon. */
@QuarkusTest
class GpuBoardIT {
  @Inject BoardFixture fixture;

  @TestHTTPResource("/")
  URI portal;

  private Browser browser;
  private Page page;

  @BeforeEach
  void open() {
    fixture.clear();
    browser = Browser.open(portal);
    for (String user : List.of("bob", "carol", "olga")) {
      as(user).newPage().navigate("/gpus");
    }
    page = as("alice").newPage();
  }

  @AfterEach
  void close() {
    browser.close();
    fixture.clear();
  }

  @Test
  void isReadAtAGlanceByEverybody() {
    page.navigate("/gpus");
    var wrong = new ArrayList<>(new Sight(page).of("gpus-none"));
    busyAfternoon();
    page.navigate("/gpus");
    assertThat(page.locator(".device")).hasCount(5);
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
    long device = fixture.whole(0, false);
    page.navigate("/gpus");
    assertThat(page.locator(".device")).containsText("free");
    fixture.lease(device, "bob", "elsewhere", 0, 60);
    fixture.tell();
    assertThat(page.locator(".device")).containsText("Bob Okafor");
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

  private void busyAfternoon() {
    long cut = fixture.whole(0, true);
    fixture.lease(fixture.slice(cut, 0, "3g.40gb", 3), "alice", "diffusion", 260, 190);
    fixture.lease(fixture.slice(cut, 1, "2g.20gb", 2), "bob", "bobs", 50, 300);
    fixture.slice(cut, 2, "1g.10gb", 1);
    fixture.readings(cut, minute -> 70 + minute % 7 * 3);
    long idle = fixture.whole(1, false);
    fixture.lease(idle, "alice", "sweep-3", 400, 90);
    fixture.readings(idle, minute -> minute < 20 ? 85 + minute % 5 : Math.max(1, 60 - minute * 2));
    long busy = fixture.whole(2, false);
    fixture.lease(busy, "carol", "carols", 120, 45);
    fixture.readings(busy, minute -> 88 + minute % 9);
    fixture.hold(fixture.whole(3, false), "alice", "next-one", 12);
    fixture.drain(fixture.whole(4, false), "Its fan is loud; a new one comes on Thursday.");
    fixture.request("bob", "bobs-other", "WAITING", 50);
    fixture.request("alice", "eval-large", "WAITING", 20);
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
