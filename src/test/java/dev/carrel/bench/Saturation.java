package dev.carrel.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** As many requests as a number of connections can get answered: a closed loop, for throughput. */
record Saturation(int connections, Duration duration) {

  /** Successful answers per second. */
  double run(HttpClient client, HttpRequest request) throws InterruptedException {
    var answered = new AtomicLong();
    long end = System.nanoTime() + duration.toNanos();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        executor.submit(
            () -> {
              while (System.nanoTime() < end) {
                if (succeeds(client, request)) {
                  answered.incrementAndGet();
                }
              }
            });
      }
    }
    return answered.get() / (duration.toMillis() / 1000.0);
  }

  private static boolean succeeds(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
