package dev.carrel.retirement.idle;

import dev.carrel.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of who keeps GPUs that do nothing, and why. */
@ApplicationScoped
class Keeps {
  private static final String KEPT =
      """
      select a.username, e.name, k.kept_at, k.until, k.reason
      from idle_keep k join account a on a.id = k.account_id join environment e on e.id = k.environment_id
      where\s""";

  private final EntityManager entities;

  @Inject
  Keeps(EntityManager entities) {
    this.entities = entities;
  }

  void add(long environment, long account, Instant now, Duration time, String reason) {
    entities
        .createNativeQuery(
            """
            insert into idle_keep (environment_id, account_id, kept_at, until, reason)
            values (?1, ?2, ?3, ?4, ?5)""")
        .setParameter(1, environment)
        .setParameter(2, account)
        .setParameter(3, now)
        .setParameter(4, now.plus(time))
        .setParameter(5, reason)
        .executeUpdate();
  }

  /** Of those that were said since then, the one that lasts longest, if it is not over. */
  Optional<Kept> inForce(long environment, Instant since, Instant now) {
    return Sql.query(
            entities,
            KEPT
                + "k.environment_id = ?1 and k.kept_at >= ?2 and k.until > ?3 order by k.until desc, k.id desc limit 1",
            Object[].class)
        .setParameter(1, environment)
        .setParameter(2, since)
        .setParameter(3, now)
        .getResultList()
        .stream()
        .findFirst()
        .map(Keeps::kept);
  }

  /** Newest first. */
  List<Kept> since(Instant from, int most) {
    return Sql.query(
            entities,
            KEPT + "k.kept_at >= ?1 order by k.kept_at desc, k.id desc limit ?2",
            Object[].class)
        .setParameter(1, from)
        .setParameter(2, most)
        .getResultList()
        .stream()
        .map(Keeps::kept)
        .toList();
  }

  private static Kept kept(Object[] row) {
    return new Kept(
        (String) row[0], (String) row[1], (Instant) row[2], (Instant) row[3], (String) row[4]);
  }
}
