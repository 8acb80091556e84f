package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.account.RouteRow.Visitor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every route for every kind of visitor, by the table in {@code routes.txt}. */
@QuarkusTest
class RouteTableTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SWITCHING_PROTOCOLS = 101;

  @Inject Router router;
  @Inject AccountBook book;
  @Inject @Any Instance<RouteFixture> fixtures;

  @TestHTTPResource("/")
  URI portal;

  // Each stream that is left early closes a connection of its own, not the one that all share.
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Test
  void everyRouteHasARow() {
    var rows = table().stream().map(RouteRow::route).collect(Collectors.toCollection(TreeSet::new));
    var missing = new TreeSet<>(Routes.all(router));
    missing.removeAll(rows);
    assertThat(missing)
        .as("routes without a row in src/test/resources/routes.txt: say who may use them")
        .isEmpty();
  }

  @Test
  void everyRowIsARoute() {
    var gone = table().stream().map(RouteRow::route).collect(Collectors.toCollection(TreeSet::new));
    gone.removeAll(Routes.all(router));
    assertThat(gone).as("rows of routes.txt that nothing answers any more").isEmpty();
  }

  @Test
  void everyVisitorIsAnsweredAsTheTableSays() throws Exception {
    Account alice = book.signIn(DemoUsers.claims("alice"));
    Map<String, String> values = new HashMap<>();
    fixtures.forEach(fixture -> values.putAll(fixture.prepare(alice)));
    var softly = new SoftAssertions();
    // The owner comes last: what they do may end what the others look for.
    for (Visitor visitor :
        List.of(Visitor.ANONYMOUS, Visitor.OTHER, Visitor.ADMIN, Visitor.OWNER)) {
      for (RouteRow row : table()) {
        if (row.expected(visitor).isPresent()) {
          softly
              .assertThat(status(row, visitor, values))
              .as("%s as %s", row.route(), visitor)
              .isEqualTo(row.expected(visitor).get());
        }
      }
    }
    softly.assertAll();
  }

  private int status(RouteRow row, Visitor visitor, Map<String, String> values) throws Exception {
    URI address = portal.resolve(row.address(values));
    return row.method().equals("WS")
        ? socket(address, visitor)
        : call(address, row, visitor, values);
  }

  private int call(URI address, RouteRow row, Visitor visitor, Map<String, String> values)
      throws Exception {
    var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    visitor.user.ifPresent(user -> request.header("X-Test-User", user));
    var body =
        row.body(values)
            .map(
                text -> {
                  request.header(
                      "Content-Type",
                      text.startsWith("{") || text.startsWith("[")
                          ? "application/json"
                          : "application/x-www-form-urlencoded");
                  return BodyPublishers.ofString(text);
                })
            .orElseGet(BodyPublishers::noBody);
    request.method(row.method().equals("ROUTE") ? "GET" : row.method(), body);
    // A stream never ends: its status is enough.
    try {
      return status(browser, request.build());
    } catch (IOException stale) {
      // A refusal before the body was read has ended the connection that this request took over.
      try (var fresh = HttpClient.newHttpClient()) {
        return status(fresh, request.build());
      }
    }
  }

  private static int status(HttpClient client, HttpRequest request) throws Exception {
    var response = client.send(request, BodyHandlers.ofInputStream());
    response.body().close();
    return response.statusCode();
  }

  private int socket(URI address, Visitor visitor) {
    var builder = browser.newWebSocketBuilder().connectTimeout(PATIENCE);
    visitor.user.ifPresent(user -> builder.header("X-Test-User", user));
    builder.header("Origin", portal.toString().replaceAll("/$", ""));
    URI socket = URI.create(address.toString().replaceFirst("^http", "ws"));
    try {
      builder.buildAsync(socket, new WebSocket.Listener() {}).join().abort();
      return SWITCHING_PROTOCOLS;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private static List<RouteRow> table() {
    try (InputStream in = RouteTableTest.class.getResourceAsStream("/routes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(RouteRow::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
