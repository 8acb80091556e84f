package dev.carrel.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Chromium with as many people in it as a test needs. */
public final class Browser implements AutoCloseable {
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final URI portal;

  private Browser(URI portal) {
    this.portal = portal;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  public static Browser open(URI portal) {
    return new Browser(portal);
  }

  /** A person with cookies of their own, not signed in yet. */
  public BrowserContext somebody() {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions().setBaseURL(portal.toString()));
  }

  /** Goes to {@code path} as the demonstration's {@code user}, through the provider's form. */
  public Page signedIn(String user, String path) {
    Page page = somebody().newPage();
    page.navigate(path);
    signIn(page, user);
    return page;
  }

  /** Fills in the provider's form, on which the page is. */
  public static void signIn(Page page, String user) {
    page.fill("#username", user);
    page.fill("#password", user);
    page.click("#kc-login");
    page.waitForLoadState();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }

  private static Path executable() {
    return Path.of(
        Optional.ofNullable(System.getenv("CARREL_TEST_CHROMIUM")).orElse("/usr/bin/chromium"));
  }
}
