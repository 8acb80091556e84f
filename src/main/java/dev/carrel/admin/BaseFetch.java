package dev.carrel.admin;

import dev.carrel.catalogue.BaseState;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.catalogue.Pinning;
import dev.carrel.gpu.reservation.Reservation;
import dev.carrel.gpu.reservation.Reservations;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Has a class's base image on the machine before the class begins; tried until it is there. */
@ApplicationScoped
class BaseFetch {
  private static final Logger LOG = Logger.getLogger(BaseFetch.class);

  private final Reservations reservations;
  private final Catalogue catalogue;

  /** Reservations of whose base was told: once each, not every minute. */
  private final Set<Long> told = ConcurrentHashMap.newKeySet();

  @Inject
  BaseFetch(Reservations reservations, Catalogue catalogue) {
    this.reservations = reservations;
    this.catalogue = catalogue;
  }

  @Scheduled(
      every = "60s",
      delayed = "30s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    for (Reservation one : reservations.toFetchFor()) {
      try {
        fetch(one, one.base().orElseThrow());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void fetch(Reservation one, String slug) throws InterruptedException {
    if (catalogue.pin(slug) instanceof Pinning.Pinned pinned
        && catalogue.ensurePulled(pinned.base(), progress -> {}) instanceof BaseState.Here) {
      LOG.infof("Base %s is here for reservation %d (%s)", slug, one.id(), one.title());
      reservations.baseIsHere(one.id());
      told.remove(one.id());
    } else if (told.add(one.id())) {
      LOG.warnf(
          "Base %s for reservation %d (%s) cannot be had yet; it is tried on",
          slug, one.id(), one.title());
    }
  }
}
