package dev.carrel.gpu;

import dev.carrel.database.Signal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Has devices handed out whenever one may have become free or wanted, and by the timer. Whatever
 * comes while it is at it is one reason to look once more.
 */
@ApplicationScoped
class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final Handout handout;
  private final AtomicInteger reasons = new AtomicInteger();
  private volatile boolean stopped;

  @Inject
  Dispatcher(Handout handout) {
    this.handout = handout;
  }

  void changed(@ObservesAsync Signal signal) {
    if (signal.isGap() || signal.topic().equals(Inventory.TOPIC)) {
      look();
    }
  }

  @Scheduled(every = "${carrel.gpus.queue.look-every:10s}", delayed = "5s")
  void look() {
    if (reasons.getAndIncrement() > 0 || stopped) {
      return;
    }
    int seen;
    do {
      seen = reasons.get();
      make();
    } while (!reasons.compareAndSet(seen, 0) && !stopped);
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void make() {
    try {
      handout.make();
    } catch (RuntimeException e) {
      // The timer tries again.
      if (!stopped) {
        LOG.errorf(e, "GPUs could not be handed out");
      }
    }
  }
}
