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
    while (again && !threads.isShutdown()) {
      turns.put(environment, Turn.UNDER_WAY);
      boolean done = attempt(environment);
      if (!done) {
        pause();
      }
      // Removed only if nobody asked meanwhile, else the request would be lost.
      again = !done || !turns.remove(environment, Turn.UNDER_WAY);
    }
  }

  /** False if somebody else is at it. What fails is left to the next round. */
  private boolean attempt(long environment) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    try {
      return reconciler.reconcile(environment);
    } catch (EngineUnavailable away) {
      health.lost(away);
      return true;
    } catch (RuntimeException e) {
      if (!threads.isShutdown()) {
        LOG.errorf(e, "Environment %d could not be brought together with the engine", environment);
      }
      return true;
    } finally {
      places.release();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
