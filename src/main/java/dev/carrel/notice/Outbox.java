package dev.carrel.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has yet to leave the portal. A delivery is taken by moving its next attempt on, so that one
 * whose sender died is tried again, and by one replica at a time.
 */
@ApplicationScoped
class Outbox {
  private static final int AT_ONCE = 20;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final EntityManager entities;
  private final NoticeConfig config;
  private final Clock clock;

  @Inject
  Outbox(EntityManager entities, NoticeConfig config, Clock clock) {
    this.entities = entities;
    this.config = config;
    this.clock = clock;
  }

  /** Those that are due, for whoever asks and for nobody else until they are due again. */
  @Transactional
  List<Delivery> take() {
    Instant now = clock.instant();
    List<?> rows =
        entities
            .createNativeQuery(
                """
                with due as (
                  select notice_id, way from notice_delivery
                  where sent_at is null and not given_up and due_at <= ?1
                  order by due_at limit ?2 for update skip locked),
                taken as (
                  update notice_delivery d
                  set attempts = d.attempts + 1,
                    due_at = cast(?1 as timestamptz) + least(?3 * power(3, d.attempts), ?4) * interval '1 second'
                  from due where d.notice_id = due.notice_id and d.way = due.way
                  returning d.notice_id, d.way, d.attempts)
                select t.notice_id, t.way, t.attempts, a.username, a.email,
                  n.kind, n.title, n.text, n.link,
                  cast(extract(epoch from n.told_at) * 1000 as bigint)
                from taken t join notice n on n.id = t.notice_id join account a on a.id = n.account_id
                order by t.notice_id""",
                Object[].class)
            .setParameter(1, now)
            .setParameter(2, AT_ONCE)
            // The attempt itself is not to be taken for one that died.
            .setParameter(3, FIRST_WAIT.plus(config.patience()).toSeconds())
            .setParameter(4, LONGEST_WAIT.toSeconds())
            .getResultList();
    return rows.stream().map(row -> delivery((Object[]) row)).toList();
  }

  private static Delivery delivery(Object[] row) {
    return new Delivery(
        ((Number) row[0]).longValue(),
        Way.valueOf((String) row[1]),
        ((Number) row[2]).intValue(),
        (String) row[3],
        Optional.ofNullable((String) row[4]),
        (String) row[5],
        (String) row[6],
        (String) row[7],
        (String) row[8],
        Instant.ofEpochMilli(((Number) row[9]).longValue()));
  }

  @Transactional
  void sent(Delivery delivery) {
    entities
        .createNativeQuery(
            "update notice_delivery set sent_at = ?1, trouble = null"
                + " where notice_id = ?2 and way = ?3")
        .setParameter(1, clock.instant())
        .setParameter(2, delivery.notice())
        .setParameter(3, delivery.way().name())
        .executeUpdate();
  }

  /**
   * @return true if it is not tried again
   */
  @Transactional
  boolean failed(Delivery delivery, String why) {
    boolean last = delivery.attempt() >= config.attempts();
    entities
        .createNativeQuery(
            "update notice_delivery set trouble = ?1, given_up = ?2"
                + " where notice_id = ?3 and way = ?4 and sent_at is null")
        .setParameter(1, why)
        .setParameter(2, last)
        .setParameter(3, delivery.notice())
        .setParameter(4, delivery.way().name())
        .executeUpdate();
    return last;
  }
}
