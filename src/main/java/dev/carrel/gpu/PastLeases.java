package dev.carrel.gpu;

import dev.carrel.database.Sql;
import dev.carrel.gpu.plan.Decay;
import dev.carrel.gpu.plan.Used;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What leases that are over, or on their way, say of whoever asks now. */
@ApplicationScoped
class PastLeases {
  private final EntityManager entities;

  @Inject
  PastLeases(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * The devices that each of those who wait had last, if it had any: its container was made for
   * these.
   */
  Map<Long, Set<Long>> former(Collection<Long> requests) {
    List<Object[]> rows =
        Sql.query(
                entities,
                """
                select r.id, string_agg(l.device_id::text, ' ')
                from gpu_request r cross join lateral (
                  select p.request_id, p.granted_at from gpu_lease p
                  where p.environment_id = r.environment_id and p.released_at is not null
                    and p.started_at is not null
                  order by p.granted_at desc limit 1) last
                join gpu_lease l on l.request_id = last.request_id and l.granted_at = last.granted_at
                where r.id = any(?1) group by r.id""",
                Object[].class)
            .setParameter(1, requests.toArray(Long[]::new))
            .getResultList();
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> ((Number) row[0]).longValue(),
                row ->
                    Arrays.stream(((String) row[1]).split(" "))
                        .map(Long::valueOf)
                        .collect(Collectors.toSet())));
  }

  /** What each account used, the older the less it counts: see {@link Decay}. */
  List<Used> used(Duration halfLife, Instant now) {
    List<Object[]> rows =
        Sql.query(
                entities,
                """
                select account_id, share_group, sum(weight * ?1 / ln(2) * (
                    power(2::double precision, -extract(epoch from ?2 - coalesce(released_at, ?2)) / 3600 / ?1)
                  - power(2::double precision, -extract(epoch from ?2 - granted_at) / 3600 / ?1)))
                from gpu_lease where released_at is null or released_at > ?3
                group by account_id, share_group""",
                Object[].class)
            .setParameter(1, halfLife.toMillis() / 3_600_000d)
            .setParameter(2, now)
            .setParameter(3, new Decay(halfLife).horizon(now))
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Used(
                    number(row[0]), (String) row[1], Math.max(0, ((Number) row[2]).doubleValue())))
        .toList();
  }

  /**
   * Device-hours since a time that an account used, and those that its live requests may still use,
   * as if each device were a whole one until it is known which it is.
   */
  BigDecimal hoursOf(long account, Instant since, Instant now) {
    return (BigDecimal)
        Sql.query(
                entities,
                """
                select coalesce(sum(hours), 0) from (
                  select l.weight * extract(epoch from
                      coalesce(l.released_at, greatest(l.ends_at, ?3)) - greatest(l.started_at, ?2)) / 3600 as hours
                  from gpu_lease l
                  where l.account_id = ?1 and l.started_at is not null and (l.released_at is null or l.released_at > ?2)
                  union all
                  select r.count * r.hours from gpu_request r
                  where r.account_id = ?1 and r.status in ('WAITING', 'HELD')) as used""",
                BigDecimal.class)
            .setParameter(1, account)
            .setParameter(2, since)
            .setParameter(3, now)
            .getSingleResult();
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
