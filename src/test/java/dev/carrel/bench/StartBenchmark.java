package dev.carrel.bench;

import dev.carrel.journey.QuickStart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * From the process's start until the portal says that it is ready, on a database that runs already
 * has data, and what it keeps in memory when idle. The first stop makes the cache of prepared
 * classes, as it does for everybody who runs {@code docker/carrel down}.
 */
final class StartBenchmark {
  private static final int ROUNDS = 5;
  private static final Duration IDLE = Duration.ofSeconds(20);

  private StartBenchmark() {}

  public static void main(String... arguments) throws Exception {
    QuickStart portal = QuickStart.shared();
    for (int round = 1; round <= ROUNDS; round++) {
      ProcessHandle running = portal.portal().orElseThrow();
      running.destroy();
      running.onExit().join();
      var up = Thread.ofVirtual().start(() -> start(portal));
      Instant ready = awaitReady(portal);
      Instant began = portal.portal().orElseThrow().info().startInstant().orElseThrow();
      up.join();
      System.out.printf(
          "Round %d: ready %d ms after the process's start%n",
          round, Duration.between(began, ready).toMillis());
    }
    Thread.sleep(IDLE);
    System.out.printf(
        "Resident memory, idle for %d s: %d MiB%n",
        IDLE.toSeconds(), Memory.resident(portal.portal().orElseThrow().pid()));
    System.exit(0);
  }

  private static void start(QuickStart portal) {
    try {
      portal.up();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant awaitReady(QuickStart portal) throws InterruptedException {
    var request = HttpRequest.newBuilder(portal.address().resolve("/q/health/ready")).build();
    try (var client = HttpClient.newHttpClient()) {
      while (true) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return Instant.now();
          }
        } catch (IOException notYet) {
          // not listening
        }
        Thread.sleep(10);
      }
    }
  }
}
