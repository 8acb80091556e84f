package dev.carrel.environment;

import dev.carrel.engine.EngineUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Hands environments to the reconciler: several at a time, but each to one thread only. What is
 * asked for while it is under way is looked at once more afterwards.
 */
@ApplicationScoped
class WorkQueue {
  private static final Logger LOG = Logger.getLogger(WorkQueue.class);

  /** Each holds a database connection while the engine works, and the pool has twenty. */
  private static final int AT_ONCE = 6;

  private static final Duration RETRY = Duration.ofMillis(500);

  /** What fails again and again is not asked for oftener than the rounds would. */
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

  private enum Turn {
    UNDER_WAY,
    ONCE_MORE
  }

  private final Reconciler reconciler;
  private final EngineHealth health;
  private final Map<Long, Turn> turns = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("reconcile-", 0).factory());

  @Inject
  WorkQueue(Reconciler reconciler, EngineHealth health) {
    this.reconciler = reconciler;
    this.health = health;
  }

  void soon(long environment) {
    if (environment == 0 || threads.isShutdown()) {
      return;
    }
    Turn before = turns.merge(environment, Turn.UNDER_WAY, (underWay, again) -> Turn.ONCE_MORE);
    if (before == Turn.UNDER_WAY) {
      threads.execute(() -> work(environment));
    }
  }

  void close() {
    threads.shutdownNow();
  }

  private void work(long environment) {
    boolean again = true;
    int failures = 0;
    while (again && !threads.isShutdown()) {
      turns.put(environment, Turn.UNDER_WAY);
      Outcome outcome = attempt(environment);
      failures = outcome == Outcome.FAILED ? failures + 1 : 0;
      pause(outcome, failures);
      // Removed only if nobody asked meanwhile, else the request would be lost.
      again = outcome == Outcome.BUSY || !turns.remove(environment, Turn.UNDER_WAY);
    }
  }

  private enum Outcome {
    DONE,
    /** Somebody else is at it. */
    BUSY,
    /** Left to the next round, or to whoever asks meanwhile. */
    FAILED
  }

  private Outcome attempt(long environment) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.FAILED;
    }
    try {
      return reconciler.reconcile(environment) ? Outcome.DONE : Outcome.BUSY;
    } catch (EngineUnavailable away) {
      health.lost(away);
      return Outcome.DONE;
    } catch (RuntimeException e) {
      if (!threads.isShutdown()) {
        LOG.errorf(e, "Environment %d could not be brought together with the engine", environment);
      }
      return Outcome.FAILED;
    } finally {
      places.release();
    }
  }

  /**
   * A step that changes the row before it fails signals the change, and so asks for itself: without
   * a pause it would be tried as fast as the database answers.
   */
  private static void pause(Outcome outcome, int failures) {
    if (outcome == Outcome.DONE) {
      return;
    }
    Duration wait = RETRY.multipliedBy(1L << Math.min(failures, 6));
    try {
      Thread.sleep(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
