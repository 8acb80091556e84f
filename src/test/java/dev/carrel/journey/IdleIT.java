package dev.carrel.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.retirement.idle.IdleStory;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody sees whose GPU does nothing: bell, notices, charts, and how to keep it. */
@QuarkusTest
class IdleIT {
  @Inject IdleStory story;

  @TestHTTPResource("/")
  URI portal;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Browser browser;
  private EnvironmentView sweep;

  @BeforeEach
  void open() {
    browser = Browser.open(portal);
    sweep = story.toldTwice();
  }

  @AfterEach
  void close() {
    browser.close();
    story.end(sweep);
  }

  @Test
  void isToldShownWhyAndCanKeepIt() {
    Page page = as("alice");
    page.navigate("/notices");
    assertThat(page.locator("#bell")).hasAccessibleName(Pattern.compile("unread"));
    var wrong = new ArrayList<>(new Sight(page).of("notices"));
    page.locator("#told article")
        .first()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions())
        .first()
        .click();
    page.waitForURL("**/environments/" + sweep.name() + "/use");
    // Five charts, and one for each of the two decisions.
    assertThat(page.locator("canvas")).hasCount(7);
    wrong.addAll(new Sight(page).of("use"));
    page.getByText("The same as a table").click();
    assertThat(page.locator("table tbody tr").first()).containsText("at most");
    page.getByLabel("Why you keep them").fill("a demonstration at noon, " + "0".repeat(120));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep").setExact(true))
        .click();
    assertThat(page.locator("#idle")).containsText("You keep its GPUs");
    assertThat(page.locator("#idle q")).containsText("a demonstration at noon");
    wrong.addAll(new Sight(page).of("kept"));
    Page operators = as("olga");
    operators.navigate("/admin/idle");
    assertThat(operators.locator("td.said").first()).containsText("a demonstration at noon");
    wrong.addAll(new Sight(operators).of("kept-for-a-reason"));
    assertThat(wrong).isEmpty();
    assertThat(complaints).as("what the browser complained of, its policy included").isEmpty();
  }

  @Test
  void showsAnOperatorWhatARuleWouldHaveDone() {
    Page page = as("olga");
    page.navigate("/admin/idle");
    page.getByLabel("Threshold, percent").fill("20");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replay the last month"))
        .click();
    assertThat(page.locator("main")).containsText("As in the form");
    assertThat(page.locator("main")).containsText(sweep.name());
    assertThat(new Sight(page).of("rehearsal")).isEmpty();
    assertThat(complaints).isEmpty();
  }

  private Page as(String user) {
    BrowserContext context = browser.somebody();
    context.setExtraHTTPHeaders(Map.of("X-Test-User", user));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    return page;
  }
}
