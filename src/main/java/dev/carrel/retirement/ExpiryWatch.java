package dev.carrel.retirement;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.notice.Notice;
import dev.carrel.notice.Notices;
import dev.carrel.web.Times;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Announces the end of an environment's hours, then stops it. Each end is announced once, whatever
 * restarts in between: its notice's key is the end.
 */
@ApplicationScoped
class ExpiryWatch {
  private static final Logger LOG = Logger.getLogger(ExpiryWatch.class);

  private final EnvironmentBook book;
  private final Notices notices;
  private final Signals signals;
  private final Clock clock;
  private final Duration notice;

  @Inject
  ExpiryWatch(
      EnvironmentBook book,
      Notices notices,
      Signals signals,
      Clock clock,
      @ConfigProperty(name = "carrel.environments.notice", defaultValue = "30m") Duration notice) {
    this.book = book;
    this.notices = notices;
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
      } else if (announce(ending)) {
        signals.raise(new Signal(EnvironmentBook.TOPIC, ending.id(), ending.account()));
      }
    }
  }

  /** False if it was announced before. */
  private boolean announce(EnvironmentView ending) {
    Instant end = ending.expires().orElseThrow();
    return notices.tell(
        new Notice(
            ending.account(),
            "environment-ending",
            ending.name() + " ends soon",
            "%s is stopped at %s, when its hours are over. Nothing in it is lost. Give it more hours on its page if you need it longer."
                .formatted(ending.name(), Times.exact(end)),
            "/environments/" + ending.name(),
            "ending/%d/%d".formatted(ending.id(), end.getEpochSecond())));
  }
}
