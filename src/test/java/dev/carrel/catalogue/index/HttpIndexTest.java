package dev.carrel.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.carrel.catalogue.index.IndexSource.Names;
import dev.carrel.catalogue.index.IndexSource.Offer;
import dev.carrel.catalogue.python.IndexedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpIndexTest {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";

  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final StringBuffer credentials = new StringBuffer();
  private HttpServer server;
  private String type = JSON;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          credentials.append(exchange.getRequestHeaders().getFirst("Authorization"));
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] body = Optional.ofNullable(page).orElse("").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(
              page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HttpIndex index(String user) {
    return new HttpIndex(
        "http://" + user + "127.0.0.1:" + server.getAddress().getPort() + "/simple",
        HttpClient.newHttpClient(),
        Clock.systemUTC(),
        Duration.ofSeconds(2),
        Duration.ofHours(1));
  }

  @Test
  void readsJson() {
    pages.put(
        "/simple/numpy/",
        """
        {"name": "numpy", "files": [
          {"filename": "numpy-2.4.6.tar.gz", "url": "x", "requires-python": ">=3.11", "yanked": false},
          {"filename": "numpy-2.4.5.tar.gz", "url": "x", "requires-python": null, "yanked": "broken"}]}
        """);

    assertThat(index("").files("numpy"))
        .isInstanceOfSatisfying(
            Offer.Listed.class,
            listed ->
                assertThat(listed.files())
                    .containsExactly(
                        new IndexedFile("numpy-2.4.6.tar.gz", Optional.of(">=3.11"), false),
                        new IndexedFile("numpy-2.4.5.tar.gz", Optional.empty(), true)));
  }

  @Test
  void readsHtml() {
    type = "text/html";
    pages.put(
        "/simple/numpy/",
        """
        <!DOCTYPE html><a href="n.whl#sha256=1" data-requires-python="&gt;=3.11">numpy-2.4.6.tar.gz</a>
        <a data-yanked="" href=m>numpy-2.4.5.tar.gz</a>
        """);

    assertThat(index("").files("numpy"))
        .isInstanceOfSatisfying(
            Offer.Listed.class,
            listed ->
                assertThat(listed.files())
                    .containsExactly(
                        new IndexedFile("numpy-2.4.6.tar.gz", Optional.of(">=3.11"), false),
                        new IndexedFile("numpy-2.4.5.tar.gz", Optional.empty(), true)));
  }

  @Test
  void doesNotTakeASignInPageForAnIndexWithoutPackages() {
    type = "text/html";
    String page = "<h1>Campus network</h1><form><input name=user></form><a href='/help'>Help</a>";
    pages.put("/simple/", page);
    pages.put("/simple/numpy/", page);
    HttpIndex index = index("");

    assertThat(index.files("numpy"))
        .isInstanceOfSatisfying(
            Offer.Silent.class, silent -> assertThat(silent.why()).contains("no package index"));
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(index.names())
                    .isInstanceOfSatisfying(
                        Names.Silent.class,
                        silent -> assertThat(silent.why()).contains("no package index")));
  }

  @Test
  void doesNotTakeSomeOtherJsonForAnIndexWithoutPackages() {
    pages.put("/simple/numpy/", "{\"error\": \"try again\"}");

    assertThat(index("").files("numpy")).isInstanceOf(Offer.Silent.class);
  }

  @Test
  void takesAnEmptyPageForAPackageWithoutFiles() {
    type = "text/html";
    pages.put("/simple/numpy/", "<!DOCTYPE html><title>Links for numpy</title>");

    assertThat(index("").files("numpy")).isEqualTo(new Offer.Listed(java.util.List.of()));
  }

  @Test
  void asksOnceForThePackageThatIsTypedOn() {
    HttpIndex index = index("");

    assertThat(index.files("nothing")).isInstanceOf(Offer.Absent.class);
    assertThat(index.files("nothing")).isInstanceOf(Offer.Absent.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void fetchesNamesInTheBackground() {
    pages.put(
        "/simple/",
        """
        {"meta": {"name": "x"}, "projects": [{"name": "Flask_Login"}, {"name": "<script>"}, {"name": "numpy"}]}
        """);
    HttpIndex index = index("");

    assertThat(index.names()).isInstanceOf(Names.Fetching.class);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(index.names())
                    .isInstanceOfSatisfying(
                        Names.Known.class,
                        known ->
                            assertThat(known.list().startingWith("", 9))
                                .containsExactly("numpy", "flask-login")));
    assertThat(requests).hasValue(1);
  }

  @Test
  void saysThatNobodyAnswersWithoutTellingThePassword() {
    HttpIndex index = index("olga:hunter2@");
    server.stop(0);

    assertThat(index.files("numpy"))
        .isInstanceOfSatisfying(
            Offer.Silent.class,
            silent ->
                assertThat(silent.why()).contains("127.0.0.1").doesNotContain("hunter2", "olga"));
  }

  @Test
  void signsInWithTheAddressesUser() {
    index("olga:hunter2@").files("numpy");

    assertThat(credentials).hasToString("Basic b2xnYTpodW50ZXIy");
  }
}
