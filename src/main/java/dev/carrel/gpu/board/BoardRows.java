package dev.carrel.gpu.board;

import dev.carrel.database.Sql;
import dev.carrel.gpu.GpuRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who waits: one statement, however many they are. */
@ApplicationScoped
class BoardRows {
  private static final Duration WEEK = Duration.ofDays(7);

  private final EntityManager entities;

  @Inject
  BoardRows(EntityManager entities) {
    this.entities = entities;
  }

  /** Those who wait, in no order: the queue knows that. */
  @Transactional
  List<Wanting> wanting(Instant now) {
    List<Object[]> rows =
        Sql.query(
                entities,
                """
            with used as (
              select account_id, sum(weight * extract(epoch from
                least(coalesce(released_at, :now), :now) - greatest(granted_at, :from))) / 3600 as hours
              from gpu_lease
              where (released_at is null or released_at > :from) and granted_at < :now
              group by account_id)
            select r.id, r.environment_id, r.account_id, r.name, a.display_name, r.count, r.memory, r.model,
              r.queued_at, coalesce(u.hours, 0)
            from gpu_request r join account a on a.id = r.account_id left join used u on u.account_id = r.account_id
            where r.status = 'WAITING' and r.ready_at is not null
            """,
                Object[].class)
            .setParameter("now", now)
            .setParameter("from", now.minus(WEEK))
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Wanting(
                    number(row[0]),
                    number(row[1]),
                    number(row[2]),
                    (String) row[3],
                    (String) row[4],
                    new GpuRequest(
                        (int) number(row[5]),
                        Optional.ofNullable(row[6]).map(BoardRows::number),
                        Optional.ofNullable((String) row[7])),
                    (Instant) row[8],
                    (BigDecimal) row[9]))
        .toList();
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
