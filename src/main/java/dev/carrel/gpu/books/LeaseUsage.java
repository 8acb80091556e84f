package dev.carrel.gpu.books;

import dev.carrel.account.Account;
import dev.carrel.account.GpuUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells the account what it uses of the GPUs, by one statement. */
@ApplicationScoped
class LeaseUsage implements GpuUsage {
  private static final Duration WEEK = Duration.ofDays(7);

  private final EntityManager entities;
  private final Books books;
  private final Clock clock;

  @Inject
  LeaseUsage(EntityManager entities, Books books, Clock clock) {
    this.entities = entities;
    this.books = books;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Used of(Account account) {
    Instant now = clock.instant();
    Instant week = now.minus(WEEK);
    Instant month = Books.start(books.now());
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    """
                    with lease as (
                      select device_id, weight, released_at is null as live, granted_at as since,
                        least(coalesce(released_at, :now), :now) as until
                      from gpu_lease
                      where account_id = :account and (released_at is null or released_at > :longest))
                    select count(*) filter (where live),
                      (select count(*) from gpu_request where account_id = :account and status = 'WAITING'),
                      coalesce(sum(weight * greatest(0, extract(epoch from until - greatest(since, :week)))) / 3600, 0),
                      coalesce(sum(weight * greatest(0, extract(epoch from until - greatest(since, :month)))) / 3600, 0),
                      (select sum(s.samples * s.utilisation * l.weight)::numeric / 36000
                       from lease l join device_sample s on s.device_id = l.device_id
                         and s.at >= greatest(l.since, :month) and s.at < l.until)
                    from lease
                    """,
                    Object[].class)
                .setParameter("account", account.id())
                .setParameter("now", now)
                .setParameter("longest", week.isBefore(month) ? week : month)
                .setParameter("week", week)
                .setParameter("month", month)
                .getSingleResult();
    return new Used(
        ((Number) row[0]).intValue(),
        ((Number) row[1]).intValue(),
        (BigDecimal) row[2],
        (BigDecimal) row[3],
        Optional.ofNullable((BigDecimal) row[4]));
  }
}
