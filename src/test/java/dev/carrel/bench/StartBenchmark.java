package dev.carrel.bench;

import dev.carrel.journey.QuickStart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * From the process's start until the portal says that it is ready, on a database that runs already
 * has data, and what it keeps in memory when idle. The first stop makes the cache of prepared
 * classes, as it does for everybody who runs {@code docker/carrel down}.
 */
public final class StartBenchmark {
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
      long ready = awaitReady(portal);
      long age = age(portal.portal().orElseThrow()) - (System.nanoTime() - ready) / 1_000_000;
      up.join();
      System.out.printf("Round %d: ready %d ms after the process's start%n", round, age);
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

  /**
   * Milliseconds since it started, exact to 10. Not by {@code ProcessHandle.Info}: it adds to the
   * machine's boot time, which the kernel tells in whole seconds.
   */
  private static long age(ProcessHandle process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    // The second field, in brackets, may hold spaces; the start is the 22nd, in ticks since boot.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    String uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
    return Math.round(Double.parseDouble(uptime) * 1000) - Long.parseLong(fields[19]) * 10;
  }

  /** The nano time of the first good answer. */
  private static long awaitReady(QuickStart portal) throws InterruptedException {
    var request = HttpRequest.newBuilder(portal.address().resolve("/q/health/ready")).build();
    try (var client = HttpClient.newHttpClient()) {
      while (true) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return System.nanoTime();
          }
        } catch (IOException notYet) {
          // not listening
        }
        Thread.sleep(10);
      }
    }
  }
}
