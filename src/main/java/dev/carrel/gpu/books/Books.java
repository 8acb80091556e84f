package dev.carrel.gpu.books;

import dev.carrel.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/** Adds up leases: two statements a month, however many leases there were. */
@ApplicationScoped
public class Books {
  /** So many accounts are listed; the groups hold them all. */
  public static final int LISTED = 200;

  /**
   * What each lease took of the time in question, and how busy its device was meanwhile: each
   * reading stands for ten seconds. Slices are not measured.
   */
  static final String LEASE =
      """
      with held as (
        select l.account_id, l.share_group, l.weight, l.device_id, l.released_at is null as live,
          greatest(l.granted_at, :from) as since, least(coalesce(l.released_at, :to), :to) as until
        from gpu_lease l
        where (l.released_at is null or l.released_at > :from) and l.granted_at < :to),
      lease as (
        select h.account_id, h.share_group, h.weight * extract(epoch from h.until - h.since) / 3600 as hours,
          (select coalesce(sum(s.samples * s.utilisation), 0)::numeric / 36000 * h.weight from device_sample s
           where s.device_id = h.device_id and s.at >= h.since and s.at < h.until) as busy
        from held h)
      """;

  private final EntityManager entities;
  private final Clock clock;

  @Inject
  Books(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** The present month, in the portal's time zone. */
  public YearMonth now() {
    return YearMonth.from(clock.instant().atZone(ZoneId.systemDefault()));
  }

  @Transactional
  public Month month(YearMonth month) {
    if (month.isAfter(now())) {
      return new Month(month, List.of(), List.of());
    }
    return new Month(
        month,
        entries(
            """
            select case share_group when '' then 'no group' else share_group end, '', sum(hours), sum(busy)
            from lease group by share_group order by 3 desc, 1
            """,
            month),
        entries(
            """
            select a.display_name, a.username, sum(hours), sum(busy)
            from lease join account a on a.id = lease.account_id group by a.id order by 3 desc, 2 limit %d
            """
                .formatted(LISTED),
            month));
  }

  private List<Entry> entries(String select, YearMonth month) {
    List<Object[]> rows =
        Sql.query(entities, LEASE + select, Object[].class)
            .setParameter("from", start(month))
            .setParameter("to", earlier(start(month.plusMonths(1)), clock.instant()))
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Entry(
                    (String) row[0], (String) row[1], (BigDecimal) row[2], (BigDecimal) row[3]))
        .toList();
  }

  static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneId.systemDefault()).toInstant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
