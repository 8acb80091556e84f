package dev.carrel.bench;

import com.microsoft.playwright.Page;
import dev.carrel.journey.Browser;
import dev.carrel.journey.QuickStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pages and API calls over a database with 10,000 users, 30,000 builds and 1,000 environments: the
 * latency at 200 requests/s, and how many Desks a second are answered at most. The portal is the
 * quick start's, on this machine, with the load beside it.
 */
public final class PageBenchmark {
  private static final int RATE = 200;
  private static final int ALONE = 300;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final List<String> PAGES =
      List.of("/", "/recipes", "/builds", "/images", "/environments", "/workspaces");
  private static final List<String> CALLS =
      List.of("/api/v1/me", "/api/v1/recipes", "/api/v1/environments", "/api/v1/images");

  private PageBenchmark() {}

  public static void main(String... arguments) throws Exception {
    QuickStart portal = QuickStart.shared();
    String cookies = cookies(portal.address());
    String token = portal.token("alice");
    fill(portal.home());
    // Desk and API work, not 1,000 connections' handshakes.
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (String path : PAGES) {
        look(client, page(portal, path, cookies));
      }
      for (String path : CALLS) {
        look(client, call(portal, path, token));
      }
      report("pages", client, i -> page(portal, PAGES.get((int) (i % PAGES.size())), cookies));
      report("API", client, i -> call(portal, CALLS.get((int) (i % CALLS.size())), token));
      HttpRequest desk = page(portal, "/", cookies);
      new Saturation(32, WARM_UP).run(client, desk);
      System.out.printf(
          "Desk at saturation, 32 connections: %.0f requests/s%n",
          new Saturation(32, MEASURED).run(client, desk));
    }
    System.out.printf(
        "Portal's resident memory after the load: %d MiB%n",
        Memory.resident(portal.portal().orElseThrow().pid()));
    System.exit(0);
  }

  /** Each by itself first. An error page is quick, too: only good answers are worth measuring. */
  private static void look(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    long[] nanos = new long[ALONE];
    for (int i = 0; i < 2 * ALONE; i++) {
      long before = System.nanoTime();
      client.send(request, HttpResponse.BodyHandlers.discarding());
      nanos[i % ALONE] = System.nanoTime() - before;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: %d characters, one at a time: median %.1f ms, p95 %.1f ms%n",
        request.uri().getPath(),
        answer.body().length(),
        nanos[ALONE / 2] / 1e6,
        nanos[ALONE * 95 / 100] / 1e6);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(request.uri() + " answers " + answer.statusCode());
    }
  }

  private static void report(
      String what, HttpClient client, java.util.function.LongFunction<HttpRequest> request)
      throws InterruptedException {
    new ConstantRate(RATE, WARM_UP).run(client, request);
    System.out.printf(
        "%s at %d requests/s: %s%n",
        what, RATE, new ConstantRate(RATE, MEASURED).run(client, request));
  }

  private static HttpRequest page(QuickStart portal, String path, String cookies) {
    return HttpRequest.newBuilder(portal.address().resolve(path)).header("Cookie", cookies).build();
  }

  private static HttpRequest call(QuickStart portal, String path, String token) {
    return HttpRequest.newBuilder(portal.address().resolve(path))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private static String cookies(URI portal) {
    try (var browser = Browser.open(portal)) {
      Page page = browser.signedIn("alice", "/");
      return page.context().cookies(portal.toString()).stream()
          .map(cookie -> cookie.name + "=" + cookie.value)
          .collect(Collectors.joining("; "));
    }
  }

  private static void fill(Path home) throws IOException, SQLException {
    List<String> server = Files.readAllLines(home.resolve("postgres/data-18/postmaster.pid"));
    String url = "jdbc:postgresql://127.0.0.1:" + server.get(3).strip() + "/postgres";
    String password = Files.readString(home.resolve("postgres/password")).strip();
    try (var connection = DriverManager.getConnection(url, "carrel", password);
        var statement = connection.createStatement();
        var script = PageBenchmark.class.getResourceAsStream("crowd.sql")) {
      String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute(sql.replace(":'user'", "'alice'"));
    }
  }
}
