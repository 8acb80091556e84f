package dev.carrel.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.catalogue.index.WheelhouseServer.Serving;
import dev.carrel.catalogue.index.WheelhouseServer.Waiting;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelhouseServerTest {
  private static final String TORCH = "torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl";

  @TempDir Path disk;
  private final Vertx vertx = Vertx.vertx();
  private final BridgeOnly engine = new BridgeOnly(Optional.of("127.0.0.1"));
  private WheelhouseServer server;

  @BeforeEach
  void fillTwoShelves() throws IOException {
    Files.writeString(
        Files.createDirectories(disk.resolve("flat")).resolve(TORCH), "the wheel of torch");
    Path page = Files.createDirectories(disk.resolve("index/simple/torch"));
    Files.writeString(
        page.resolve("index.html"),
        "<a href='../../files/torch-2.0.0.tar.gz#sha256=0a' data-requires-python='&lt;3.12'>torch-2.0.0.tar.gz</a>");
    Files.writeString(
        Files.createDirectories(disk.resolve("index/files")).resolve("torch-2.0.0.tar.gz"), "old");
    Files.writeString(disk.resolve("secret.whl"), "secret");
    server = server();
  }

  private WheelhouseServer server() {
    FolderConfig config =
        new FolderConfig(List.of(disk.resolve("flat"), disk.resolve("index/simple")));
    return new WheelhouseServer(
        new IndexSources(config, Clock.systemUTC()),
        new WheelhousePort(config, disk.resolve("home")),
        engine,
        vertx);
  }

  @AfterEach
  void stop() {
    server.stop(new ShutdownEvent());
    vertx.close();
  }

  private Serving serve() {
    return (Serving) server.attend();
  }

  private HttpResponse<String> get(Serving at, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://%s:%d%s".formatted(at.host(), at.port(), path)))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void servesAllShelvesAsOneIndex() throws Exception {
    Serving at = serve();

    assertThat(get(at, "/simple/").body()).contains("<a href=\"torch/\">torch</a>");
    assertThat(get(at, "/simple/torch/").body())
        .contains("files/0/torch/torch-2.13.0%2Bcpu-cp311-cp311-linux_x86_64.whl")
        .contains("files/1/torch/torch-2.0.0.tar.gz#sha256=0a\" data-requires-python=\"&lt;3.12\"");
    assertThat(get(at, "/files/0/torch/torch-2.13.0%2Bcpu-cp311-cp311-linux_x86_64.whl").body())
        .isEqualTo("the wheel of torch");
    assertThat(get(at, "/files/1/torch/torch-2.0.0.tar.gz").body()).isEqualTo("old");
    assertThat(get(at, "/simple/Torch").headers().firstValue("Location"))
        .contains("/simple/torch/");
    assertThat(get(at, "/simple/nonesuch/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/etc/passwd",
        "/files/0/torch/secret.whl",
        "/files/0/torch/../../secret.whl",
        "/files/0/torch/..%2F..%2Fsecret.whl",
        "/files/0/../secret.whl/x",
        "/files/9/torch/" + TORCH,
        "/files/-1/torch/" + TORCH,
        "/simple/../../secret.whl",
        "//etc/passwd",
        "/simple/%2e%2e/",
      })
  void givesNothingElse(String path) throws Exception {
    Serving at = serve();
    try (Socket socket = new Socket(at.host(), at.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("secret", "root:");
    }
  }

  @Test
  void cannotBeWrittenTo() throws Exception {
    Serving at = serve();
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create("http://%s:%d/files/0/torch/x".formatted(at.host(), at.port())))
            .PUT(HttpRequest.BodyPublishers.ofString("x"))
            .build();

    assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode())
        .isEqualTo(405);
  }

  @Test
  void keepsItsPortFromStartToStart() {
    int before = serve().port();
    server.stop(new ShutdownEvent());
    server = server();

    assertThat(serve().port()).isEqualTo(before);
  }

  @Test
  void movesWithTheBridge() throws Exception {
    serve();
    engine.gateway = Optional.of("127.0.0.1");
    Serving same = serve();
    engine.gateway = Optional.empty();
    assertThat(server.attend()).isInstanceOf(Waiting.class);
    engine.gateway = Optional.of("127.0.0.1");

    assertThat(serve()).isEqualTo(same);
    assertThat(get(same, "/simple/").statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatTheBridgeIsOnAnotherMachine() {
    engine.gateway = Optional.of("192.0.2.1");

    assertThat(server.attend())
        .isInstanceOfSatisfying(
            Waiting.class, waiting -> assertThat(waiting.why()).contains("192.0.2.1"));
  }

  @Test
  void answersNeighboursOnTheBridgeOnly() throws Exception {
    BuildNeighbours neighbours = BuildNeighbours.of("127.0.0.1");

    assertThat(neighbours.include("127.3.2.1")).isTrue();
    assertThat(neighbours.include("10.213.0.7")).isFalse();
    assertThat(neighbours.include("::1")).isFalse();
  }

  /** Only what is asked here. */
  private record FolderConfig(List<Path> folders) implements PackagesConfig {
    @Override
    public List<String> indexUrls() {
      return List.of("none");
    }

    @Override
    public Optional<List<String>> trustedHosts() {
      return Optional.empty();
    }

    @Override
    public Optional<List<Path>> wheelhouses() {
      return Optional.of(folders);
    }

    @Override
    public Optional<Integer> wheelhousePort() {
      return Optional.empty();
    }

    @Override
    public Optional<String> aptMirror() {
      return Optional.empty();
    }

    @Override
    public Optional<String> ubuntuMirror() {
      return Optional.empty();
    }

    @Override
    public Duration keepNames() {
      return Duration.ofHours(1);
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(1);
    }
  }
}
