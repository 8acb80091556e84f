package dev.carrel.notice;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Carries notices out of the portal after they were told, and clears away the old ones. */
@ApplicationScoped
class Postman {
  private static final Logger LOG = Logger.getLogger(Postman.class);

  private final Outbox outbox;
  private final Mails mails;
  private final Webhook webhook;
  private final NoticeRows rows;
  private final NoticeConfig config;
  private final Clock clock;

  @Inject
  Postman(
      Outbox outbox,
      Mails mails,
      Webhook webhook,
      NoticeRows rows,
      NoticeConfig config,
      Clock clock) {
    this.outbox = outbox;
    this.mails = mails;
    this.webhook = webhook;
    this.rows = rows;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "3s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void round() {
    List<Delivery> due;
    do {
      due = outbox.take();
      due.forEach(this::carry);
    } while (!due.isEmpty());
  }

  private void carry(Delivery delivery) {
    try {
      switch (delivery.way()) {
        case MAIL -> mails.send(delivery);
        case WEBHOOK -> webhook.call(delivery);
      }
      outbox.sent(delivery);
    } catch (Undelivered trouble) {
      if (outbox.failed(delivery, trouble.getMessage())) {
        LOG.warnf(
            "Notice %d could not be sent by %s, %d times; it is in the portal only: %s",
            delivery.notice(), delivery.way(), delivery.attempt(), trouble.getMessage());
      }
    }
  }

  @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
  @Transactional
  void clear() {
    Instant now = clock.instant();
    rows.forget(now.minus(config.keep()), now.minus(config.keep().multipliedBy(2)));
  }
}
