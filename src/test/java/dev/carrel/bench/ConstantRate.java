package dev.carrel.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Sends requests at a constant rate, whatever the answers do: a slow answer delays nothing that
 * comes after it, so that waiting is measured and not hidden (the coordinated omission of closed
 * loops).
 */
record ConstantRate(int perSecond, Duration duration) {

  /** Latencies are measured from the moment at which the request was due. */
  Result run(HttpClient client, LongFunction<HttpRequest> request) throws InterruptedException {
    long total = perSecond * duration.toSeconds();
    var latencies = new ConcurrentLinkedQueue<Long>();
    var failures = new AtomicLong();
    var pending = new Semaphore(0);
    long start = System.nanoTime();
    for (long i = 0; i < total; i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      client
          .sendAsync(request.apply(i), HttpResponse.BodyHandlers.discarding())
          .whenComplete(
              (response, failure) -> {
                if (failure != null || response.statusCode() >= 400) {
                  failures.incrementAndGet();
                }
                latencies.add(System.nanoTime() - due);
                pending.release();
              });
    }
    pending.acquire(Math.toIntExact(total));
    return Result.of(latencies.stream().mapToLong(Long::longValue).toArray(), failures.get());
  }

  /** Percentiles in milliseconds. */
  record Result(int requests, long failures, double p50, double p95, double p99) {
    static Result of(long[] nanos, long failures) {
      Arrays.sort(nanos);
      return new Result(nanos.length, failures, at(nanos, 0.50), at(nanos, 0.95), at(nanos, 0.99));
    }

    private static double at(long[] sorted, double share) {
      int index = (int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)));
      return sorted[index] / 1e6;
    }

    @Override
    public String toString() {
      return "%d requests, %d failed, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms"
          .formatted(requests, failures, p50, p95, p99);
    }
  }
}
