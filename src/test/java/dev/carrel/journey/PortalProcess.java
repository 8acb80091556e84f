package dev.carrel.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged portal as a process of its own, as an operator runs it: it can be killed without a
 * word and started again on the same data and port.
 */
public final class PortalProcess implements AutoCloseable {
  private static final Path PACKAGE = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private final Path home;
  private final int port;
  private final Map<String, String> environment;
  private Process process;

  private PortalProcess(Path home, int port, Map<String, String> environment) {
    this.home = home.toAbsolutePath();
    this.port = port;
    this.environment = new HashMap<>(environment);
  }

  /**
   * Starts on {@code home}; {@code environment} is added to the variables that every portal needs.
   */
  public static PortalProcess start(Path home, int port, Map<String, String> environment)
      throws IOException, InterruptedException {
    var portal = new PortalProcess(home, port, environment);
    portal.start();
    return portal;
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path home() {
    return home;
  }

  public long pid() {
    return process.pid();
  }

  /** Starts the portal (again) and waits until it says that it is ready. */
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(home);
    var command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx512m",
            "-jar",
            PACKAGE.toAbsolutePath().toString());
    var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("CARREL_HOME", home.toString());
    builder.environment().put("CARREL_PORT", Integer.toString(port));
    builder.environment().putAll(environment);
    process = builder.start();
    awaitReady();
  }

  /** Ends the portal as a crash does: no shutdown code runs. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }

  public Path log() {
    return home.resolve("portal.log");
  }

  private void awaitReady() throws IOException, InterruptedException {
    var ready = HttpRequest.newBuilder(address().resolve("/q/health/ready")).build();
    Instant deadline = Instant.now().plus(START_LIMIT);
    try (var client = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(deadline)) {
        if (!process.isAlive()) {
          throw new IllegalStateException("The portal ended at its start:\n" + tail());
        }
        try {
          if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // not listening yet
        }
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException(
        "The portal is not ready after " + START_LIMIT + ":\n" + tail());
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }
}
