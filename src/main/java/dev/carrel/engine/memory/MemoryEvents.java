package dev.carrel.engine.memory;

import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.Following;
import dev.carrel.engine.VirtualFollowing;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Hands events to whoever follows; while the engine is absent they are missed, as with a real one.
 */
final class MemoryEvents {

  private static final Logger LOG = Logger.getLogger(MemoryEvents.class);

  private final Faults faults;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  MemoryEvents(Faults faults) {
    this.faults = faults;
  }

  Following follow(Consumer<EngineEvent> listener) {
    Subscription subscription = new Subscription(listener);
    subscriptions.add(subscription);
    VirtualFollowing following = VirtualFollowing.start("memory-events", subscription::run);
    following.onClose(() -> subscription.queue.add(Nudge.CLOSED));
    subscription.following = following;
    return following;
  }

  void send(EngineEvent event) {
    if (!faults.isAbsent()) {
      subscriptions.forEach(s -> s.queue.add(new Nudge(event)));
    }
  }

  void wake() {
    subscriptions.forEach(s -> s.queue.add(Nudge.LOOK));
  }

  void close() {
    subscriptions.forEach(s -> s.following.close());
  }

  /** An event, or a reason to look around. */
  private record Nudge(EngineEvent event) {
    static final Nudge CLOSED = new Nudge(null);
    static final Nudge LOOK = new Nudge(null);
  }

  private final class Subscription {
    final BlockingQueue<Nudge> queue = new LinkedBlockingQueue<>();
    final Consumer<EngineEvent> listener;
    volatile Following following;
    private boolean lost;

    Subscription(Consumer<EngineEvent> listener) {
      this.listener = listener;
    }

    void run(VirtualFollowing self) {
      lost = faults.isAbsent();
      tellPresence();
      try {
        while (!self.closed()) {
          Nudge nudge = queue.take();
          try {
            hear(nudge);
          } catch (RuntimeException e) {
            LOG.error("A listener to the engine's events failed", e);
            tellPresence();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        subscriptions.remove(this);
      }
    }

    private void hear(Nudge nudge) {
      if (faults.isAbsent() != lost) {
        lost = !lost;
        tellPresence();
      } else if (nudge.event() != null && !lost) {
        listener.accept(nudge.event());
      }
    }

    private void tellPresence() {
      listener.accept(lost ? new EngineEvent.Lost(faults.unavailable()) : new EngineEvent.Gap());
    }
  }
}
