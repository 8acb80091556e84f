package dev.carrel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.account.SignedOut;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.environment.LaunchRequest;
import dev.carrel.environment.Launcher;
import dev.carrel.gpu.GpuFixture;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TerminalSocketTest {
  private static final String TERMINAL = "firstterminal";

  @TestHTTPResource("/")
  URI portal;

  @Inject LaunchFixture fixture;
  @Inject GpuFixture gpus;
  @Inject Launcher launcher;
  @Inject EnvironmentBook environments;
  @Inject AccountBook accounts;
  @Inject DataSource dataSource;
  @Inject Event<SignedOut> signedOut;

  private final HttpClient client = HttpClient.newHttpClient();
  private Account alice;
  private String name;

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
  }

  @AfterAll
  static void ordinaryPatience() {
    Awaitility.reset();
  }

  @BeforeEach
  void runningEnvironment() throws Exception {
    alice = signIn("alice");
    signIn("bob");
    name = "t" + UUID.randomUUID().toString().substring(0, 8);
    String image = fixture.image(alice, name);
    launcher.launch(alice, LaunchRequest.fromImage(name, image));
    await().until(() -> environments.get(alice, name).running());
  }

  @AfterEach
  void retire() {
    environments.retire(alice, name);
    await().until(() -> environments.find(alice, name).orElseThrow().ended().isPresent());
  }

  @Test
  void whoeverTypesIsThereForTheGpuThatWasGiven() throws Exception {
    String model = GpuFixture.model();
    gpus.devices(model, 1);
    environments.stop(alice, name);
    String trained = "g" + name;
    launcher.launch(
        alice,
        LaunchRequest.fromImage(trained, fixture.image(alice, trained))
            .withGpus(GpuFixture.wish(1, model)));
    await().until(() -> environments.get(alice, trained).running());
    var terminal = connect(trained, TERMINAL, "alice");
    await().until(() -> !terminal.text().isEmpty());
    assertThat(environments.get(alice, trained).pickUpBy()).isPresent();
    terminal.type("w");
    await().until(() -> environments.get(alice, trained).pickUpBy().isEmpty());
    terminal.leave();
    environments.retire(alice, trained);
    await().until(() -> environments.find(alice, trained).orElseThrow().ended().isPresent());
    gpus.remove(model);
  }

  @Test
  void showsWhatTheShellSaysAndReturnsToTheSameShell() throws Exception {
    var first = connect(TERMINAL, "alice");
    first.type("echo once\r");
    await().until(() -> first.text().contains("once\r\nonce"));
    first.leave();

    var second = connect(TERMINAL, "alice");
    await().until(() -> second.text().equals(first.text()));
    second.type("echo twice\r");
    await().until(() -> second.text().contains("twice\r\ntwice"));
    second.leave();
  }

  @Test
  void severalShellsAreApart() throws Exception {
    var first = connect("shellnumberone", "alice");
    var second = connect("shellnumbertwo", "alice");
    first.type("echo private\r");
    await().until(() -> first.text().contains("private\r\nprivate"));
    assertThat(second.text()).doesNotContain("private");
    first.leave();
    second.leave();
  }

  @Test
  void closingEndsTheShellAndSaysSo() throws Exception {
    var viewer = connect("shelltoclose", "alice");
    viewer.say(new Control.Close());
    await().until(() -> viewer.closed == SocketEnd.SHELL_ENDED.code());
    assertThat(viewer.control.toString()).contains("\"ended\"");
    var fresh = connect("shelltoclose", "alice");
    await().until(() -> fresh.text().equals("$ "));
    fresh.leave();
  }

  @Test
  void signingOutCutsTheSocketAndKeepsTheShell() throws Exception {
    var viewer = connect("shellthatstays", "alice");
    viewer.type("echo kept\r");
    await().until(() -> viewer.text().contains("kept\r\nkept"));
    signedOut.fireAsync(new SignedOut(alice.id()));
    await().until(() -> viewer.closed == SocketEnd.SIGNED_OUT.code());
    var again = connect("shellthatstays", "alice");
    await().until(() -> again.text().contains("kept"));
    again.leave();
  }

  @Test
  void stoppingTheEnvironmentEndsItsShells() throws Exception {
    var viewer = connect(TERMINAL, "alice");
    await().until(() -> viewer.text().contains("$"));
    environments.stop(alice, name);
    await().until(() -> viewer.closed == SocketEnd.SHELL_ENDED.code());
    await().until(() -> !environments.get(alice, name).running());
    var refused = connect(TERMINAL, "alice");
    await().until(() -> refused.closed == SocketEnd.NOT_RUNNING.code());
    assertThat(refused.control.toString()).contains("start it on its page");
  }

  @Test
  void opensForNobodyElse() {
    assertThat(statusOf("bob", TERMINAL, portal.toString())).isEqualTo(404);
    assertThat(statusOf("alice", TERMINAL, "https://evil.example")).isEqualTo(403);
    assertThat(statusOf("alice", "..%2F..%2Fetc", portal.toString())).isIn(400, 404);
    assertThat(statusOf(null, TERMINAL, portal.toString())).isIn(302, 401);
  }

  @Test
  void malformedControlIsIgnored() throws Exception {
    var viewer = connect("shellwithnoise", "alice");
    for (String noise : new String[] {"", "{", "[]", "{\"type\":7}", "{\"type\":\"resize\"}"}) {
      viewer.socket.sendText(noise, true).join();
    }
    viewer.type("echo fine\r");
    await().until(() -> viewer.text().contains("fine\r\nfine"));
    viewer.leave();
  }

  private Account signIn(String user) throws Exception {
    RestAssured.given().header("X-Test-User", user).get("/account");
    try (var connection = dataSource.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("select id from account where username = '" + user + "'")) {
      rows.next();
      return accounts.byId(rows.getLong(1)).orElseThrow();
    }
  }

  private int statusOf(String user, String terminal, String origin) {
    try {
      open(name, terminal, user, origin, new Browser());
      return 101;
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(WebSocketHandshakeException.class);
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Browser connect(String terminal, String user) throws Exception {
    return connect(name, terminal, user);
  }

  private Browser connect(String environment, String terminal, String user) throws Exception {
    var browser = new Browser();
    String origin = portal.toString().replaceAll("/$", "");
    browser.socket = open(environment, terminal, user, origin, browser);
    return browser;
  }

  private WebSocket open(
      String environment, String terminal, String user, String origin, Browser browser)
      throws ExecutionException, InterruptedException {
    var builder = client.newWebSocketBuilder().header("Origin", origin.replaceAll("/$", ""));
    if (user != null) {
      builder.header("X-Test-User", user);
    }
    String address = portal.toString().replaceFirst("^http", "ws");
    return builder
        .buildAsync(
            URI.create(
                address
                    + "environments/"
                    + environment
                    + "/terminals/"
                    + terminal
                    + "?rows=30&columns=100"),
            browser)
        .get();
  }

  /** What a browser keeps of its terminal. */
  private static final class Browser implements WebSocket.Listener {
    private final StringBuffer text = new StringBuffer();
    private final StringBuffer control = new StringBuffer();
    private volatile int closed;
    private WebSocket socket;

    String text() {
      return text.toString();
    }

    void type(String keys) {
      socket.sendBinary(ByteBuffer.wrap(keys.getBytes(StandardCharsets.UTF_8)), true).join();
    }

    void say(Control said) {
      socket.sendText(said.toJson(), true).join();
    }

    void leave() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer bytes, boolean last) {
      text.append(StandardCharsets.UTF_8.decode(bytes));
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      control.append(data);
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed = code;
      return null;
    }
  }
}
