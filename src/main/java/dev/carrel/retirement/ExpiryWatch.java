package dev.carrel.retirement;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Announces the end of an environment's hours, then stops it. A notice is a row, so that each end
 * is announced once, whatever restarts in between.
 */
@ApplicationScoped
class ExpiryWatch {
  private static final Logger LOG = Logger.getLogger(ExpiryWatch.class);

  private final EnvironmentBook book;
  private final EntityManager entities;
  private final Signals signals;
  private final Clock clock;
  private final Duration notice;

  @Inject
  ExpiryWatch(
      EnvironmentBook book,
      EntityManager entities,
      Signals signals,
      Clock clock,
      @ConfigProperty(name = "carrel.environments.notice", defaultValue = "30m") Duration notice) {
    this.book = book;
    this.entities = entities;
    this.signals = signals;
    this.clock = clock;
    this.notice = notice;
  }

  @Scheduled(
      every = "5s",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void look() {
    Instant now = clock.instant();
    for (EnvironmentView ending : book.endingBefore(now.plus(notice))) {
      if (ending.expires().filter(end -> !end.isAfter(now)).isPresent()) {
        LOG.infof("The hours of environment %d (%s) are over", ending.id(), ending.name());
        book.stopExpired(ending.id(), now);
      } else if (announce(ending, now)) {
        signals.raise(new Signal(EnvironmentBook.TOPIC, ending.id(), ending.account()));
      }
    }
  }

  /** False if it was announced before. */
  private boolean announce(EnvironmentView ending, Instant now) {
    return entities
            .createNativeQuery(
                "insert into expiry_notice (environment_id, expires_at, noticed_at)"
                    + " values (?1, ?2, ?3) on conflict do nothing")
            .setParameter(1, ending.id())
            .setParameter(2, ending.expires().orElseThrow())
            .setParameter(3, now)
            .executeUpdate()
        == 1;
  }
}
