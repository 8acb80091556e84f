package dev.carrel.environment;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for environments that are starting, woken by the signals that tell of each step. */
@ApplicationScoped
class Arrivals {
  private final Signals signals;

  @Inject
  Arrivals(Signals signals) {
    this.signals = signals;
  }

  /**
   * Waits only for what is starting, which takes moments; what is queued may be so for days.
   *
   * @param look reads it anew
   * @return as it is when it has come to rest, or the time is up
   */
  EnvironmentView await(EnvironmentView view, Supplier<EnvironmentView> look, Duration longest) {
    if (view.status() != Status.STARTING) {
      return view;
    }
    var news = new Semaphore(0);
    Cancellable following =
        signals.stream()
            .filter(signal -> concerns(signal, view.id()))
            .subscribe()
            .with(signal -> news.release());
    try {
      long end = System.nanoTime() + longest.toNanos();
      // Looked at once the signals are followed: so that none falls in between.
      EnvironmentView now = look.get();
      while (now.status() == Status.STARTING
          && news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        news.drainPermits();
        now = look.get();
      }
      return now;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return view;
    } finally {
      following.cancel();
    }
  }

  private static boolean concerns(Signal signal, long environment) {
    return signal.isGap()
        || signal.topic().equals(EnvironmentBook.TOPIC) && signal.id() == environment;
  }
}
