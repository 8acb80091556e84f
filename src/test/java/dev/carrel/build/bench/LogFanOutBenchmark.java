package dev.carrel.build.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a line takes from the engine to each of 2,000 viewers of one build, over real sockets,
 * and what they cost the portal. Run it after {@code ./mvnw package -DskipTests} with
 *
 * <pre>
 * ./mvnw -q exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.carrel.build.bench.LogFanOutBenchmark
 * </pre>
 */
public final class LogFanOutBenchmark {
  private static final int LINES = 300;
  private static final String PAUSE = "0.05";

  /** Reading every viewer's times would measure the reader: the others' bytes are only counted. */
  private static final int SAMPLED = 20;

  private final BenchPortal portal;
  private final int viewers;
  private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger complete = new AtomicInteger();

  private LogFanOutBenchmark(BenchPortal portal, int viewers) {
    this.portal = portal;
    this.viewers = viewers;
  }

  public static void main(String... arguments) throws Exception {
    int viewers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    try (BenchPortal portal =
        BenchPortal.start(Map.of("CARREL_ENGINE_KIND", "memory"), BenchPortal.simulated())) {
      new LogFanOutBenchmark(portal, viewers).run();
    }
  }

  private void run() throws Exception {
    long idle = portal.residentMemory();
    // A time to warm up: what is measured is a portal that has served builds before.
    follow(portal.build(printing(3, 60)), 50);
    millis.clear();
    received.set(0);
    complete.set(0);
    long build = portal.build(printing(12, LINES));
    long most = follow(build, viewers);
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%d viewers, %d lines at %s s: p50 %d ms, p99 %d ms, worst %d ms (%d lines timed)%n",
        viewers, LINES, PAUSE, at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1), sorted.length);
    System.out.printf(
        "%d of %d viewers got the end; %.1f MB sent; resident memory %d MiB before, %d MiB with all viewers%n",
        complete.get(), viewers, received.get() / 1e6, idle, most);
  }

  private long follow(long build, int count) throws Exception {
    var over = new CountDownLatch(count);
    long most = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        boolean sampled = i % SAMPLED == 0;
        threads.submit(
            () -> {
              try {
                view(build, sampled);
              } finally {
                over.countDown();
              }
              return null;
            });
        if (i % 100 == 99) {
          Thread.sleep(100);
        }
      }
      while (!over.await(500, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        most = Math.max(most, portal.residentMemory());
      }
    }
    return most;
  }

  private void view(long build, boolean sampled) throws Exception {
    try (var socket = new Socket("127.0.0.1", portal.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              GET /api/v1/builds/%d/log HTTP/1.1\r
              Host: 127.0.0.1:%d\r
              Authorization: Bearer %s\r
              Accept: text/event-stream\r
              \r
              """
                  .formatted(build, portal.address().getPort(), portal.token())
                  .getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String line; (line = reader.readLine()) != null; ) {
        received.addAndGet(line.length() + 1);
        if (line.startsWith("event: end")) {
          complete.incrementAndGet();
          return;
        }
        if (sampled && line.contains("\"text\":\"tick ")) {
          int at = line.indexOf("\"time\":\"") + 8;
          Instant printed = Instant.parse(line.substring(at, line.indexOf('"', at)));
          millis.add(Duration.between(printed, Instant.now()).toMillis());
        }
      }
    }
  }

  /** Lines count as printed only once all viewers are there. */
  private static String printing(int wait, int lines) {
    var script = new StringBuilder("FROM " + BenchPortal.BASE + "\nWORKDIR /" + UUID.randomUUID());
    script.append("\nRUN sleep ").append(wait);
    for (int i = 0; i < lines; i++) {
      script.append("; echo tick ").append(i).append("; sleep ").append(PAUSE);
    }
    return script.append('\n').toString();
  }

  private static long at(long[] sorted, double share) {
    return sorted.length == 0
        ? -1
        : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  }
}
