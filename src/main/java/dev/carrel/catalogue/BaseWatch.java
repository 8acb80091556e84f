package dev.carrel.catalogue;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Sends the lookout to look: at the start, now and then, and when a pull has ended. */
@ApplicationScoped
class BaseWatch {
  private static final Logger LOG = Logger.getLogger(BaseWatch.class);

  private final CatalogueEntries entries;
  private final Pins pins;
  private final BasePulls pulls;
  private final BaseLookout lookout;
  private final Signals signals;
  private final AtomicBoolean looking = new AtomicBoolean();

  BaseWatch(
      CatalogueEntries entries, Pins pins, BasePulls pulls, BaseLookout lookout, Signals signals) {
    this.entries = entries;
    this.pins = pins;
    this.pulls = pulls;
    this.lookout = lookout;
    this.signals = signals;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("bases").start(this::lookAtAll);
  }

  @Scheduled(
      every = "${carrel.catalogue.look-every:PT10M}",
      delayed = "${carrel.catalogue.look-every:PT10M}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void lookAtAll() {
    if (!looking.compareAndSet(false, true)) {
      return;
    }
    try {
      for (CatalogueEntry entry : entries.all()) {
        tellIf(lookout.look(entry, pins.of(entry)));
      }
    } catch (RuntimeException e) {
      LOG.warn("The bases could not be looked for and will be again", e);
    } finally {
      looking.set(false);
    }
  }

  /** Cheap, and soon enough for who removes images by hand or has just stopped the engine. */
  @Scheduled(
      every = "30s",
      delayed = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void glanceAtAll() {
    for (CatalogueEntry entry : entries.all()) {
      tellIf(lookout.glance(entry, pins.of(entry)));
    }
  }

  void on(@ObservesAsync Signal signal) {
    if (signal.topic().equals(Catalogue.TOPIC)) {
      pulls.justDone().forEach(pull -> arrived(pull.reference));
    }
  }

  private void arrived(String reference) {
    entries.all().stream()
        .filter(entry -> entry.reference().equals(reference))
        .filter(entry -> !(lookout.seen(entry.slug()) instanceof BaseState.Here))
        .forEach(entry -> tellIf(lookout.look(entry, pins.of(entry))));
  }

  void look(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    tellIf(lookout.look(entry, pinned));
  }

  private void tellIf(boolean changed) {
    if (changed) {
      QuarkusTransaction.requiringNew().run(() -> signals.raise(new Signal(Catalogue.TOPIC, 0, 0)));
    }
  }
}
