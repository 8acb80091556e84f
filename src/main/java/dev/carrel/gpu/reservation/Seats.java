package dev.carrel.gpu.reservation;

import dev.carrel.database.Sql;
import dev.carrel.gpu.Device;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which devices reservations take, and who is in the way; one statement for each question. */
@ApplicationScoped
class Seats {
  private final EntityManager entities;

  @Inject
  Seats(EntityManager entities) {
    this.entities = entities;
  }

  void take(long reservation, List<Device> devices) {
    entities
        .createNativeQuery(
            """
            insert into gpu_reservation_device (reservation_id, device_id, slots, during)
            select r.id, d.id,
              case when d.parent_id is null then int8range(d.id << 32, (d.id + 1) << 32)
                else int8range((d.parent_id << 32) + d.id, (d.parent_id << 32) + d.id, '[]') end,
              tstzrange(r.starts_at, r.ends_at)
            from gpu_reservation r cross join gpu_device d where r.id = ?1 and d.id = any(?2)""")
        .setParameter(1, reservation)
        .setParameter(2, devices.stream().map(Device::id).toArray(Long[]::new))
        .executeUpdate();
  }

  void free(long reservation) {
    entities
        .createNativeQuery("delete from gpu_reservation_device where reservation_id = ?1")
        .setParameter(1, reservation)
        .executeUpdate();
  }

  /** The devices of each of these. */
  Map<Long, List<Long>> of(Collection<Long> reservations) {
    return rows(
            "select reservation_id, device_id from gpu_reservation_device"
                + " where reservation_id = any(?1) order by device_id",
            (Object) reservations.toArray(Long[]::new))
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> number(row[0]),
                Collectors.mapping(row -> number(row[1]), Collectors.toList())));
  }

  Set<Long> taken(Instant from, Instant to) {
    return rows(
            "select device_id, reservation_id from gpu_reservation_device"
                + " where during && tstzrange(?1, ?2)",
            from,
            to)
        .stream()
        .map(row -> number(row[0]))
        .collect(Collectors.toSet());
  }

  /**
   * Live leases that last beyond that time, on whatever device. One that is only held counts as
   * long as was asked for.
   */
  List<Clash> leasesBeyond(Instant time, Instant soonestCut) {
    return rows(
            """
            select l.id, l.device_id, l.environment_id, l.account_id, q.name, a.display_name,
              coalesce(l.ends_at, l.held_until + make_interval(secs => q.hours::double precision * 3600)) as due
            from gpu_lease l join gpu_request q on q.id = l.request_id join account a on a.id = l.account_id
            where l.released_at is null
              and coalesce(l.ends_at, l.held_until + make_interval(secs => q.hours::double precision * 3600)) > ?1
            order by l.id""",
            time)
        .stream()
        .map(
            row ->
                new Clash(
                    number(row[0]),
                    number(row[1]),
                    number(row[2]),
                    number(row[3]),
                    (String) row[4],
                    (String) row[5],
                    instant(row[6]),
                    time.isAfter(soonestCut) ? time : soonestCut))
        .toList();
  }

  /** By reservation: who may use it, and when one of them was last given a device of it. */
  Map<Long, Members> members(Collection<Long> reservations) {
    return rows(
            """
            select r.id,
              array_to_string(array(select a.id from account a
                where r.share_group = any(a.groups) or a.username = any(r.roster)), ' '),
              (select max(l.granted_at) from gpu_lease l join gpu_reservation_device d on d.device_id = l.device_id
                where d.reservation_id = r.id and l.granted_at >= r.starts_at and l.granted_at < r.ends_at)
            from gpu_reservation r where r.id = any(?1)""",
            (Object) reservations.toArray(Long[]::new))
        .stream()
        .collect(
            Collectors.toMap(
                row -> number(row[0]),
                row ->
                    new Members(
                        Arrays.stream(((String) row[1]).split(" "))
                            .filter(id -> !id.isEmpty())
                            .map(Long::valueOf)
                            .collect(Collectors.toSet()),
                        Optional.ofNullable(row[2]).map(Seats::instant))));
  }

  /** Who could use it. */
  Set<Long> members(Draft draft) {
    return Set.copyOf(
        entities
            .createNativeQuery(
                "select id from account where ?1 = any(groups) or username = any(?2)", Long.class)
            .setParameter(1, draft.group().orElse(""))
            .setParameter(2, draft.roster().toArray(String[]::new))
            .getResultList());
  }

  /** Environments that were given a device in the reservation's time, by its members. */
  List<Long> guests(long reservation) {
    return Sql.query(
            entities,
            """
            select distinct l.environment_id
            from gpu_reservation r join gpu_reservation_device d on d.reservation_id = r.id
              join gpu_lease l on l.device_id = d.device_id
                and l.granted_at >= r.starts_at and l.granted_at < r.ends_at
            where r.id = ?1""",
            Long.class)
        .setParameter(1, reservation)
        .getResultList();
  }

  Set<String> known(Collection<String> usernames) {
    return Set.copyOf(
        Sql.query(entities, "select username from account where username = any(?1)", String.class)
            .setParameter(1, usernames.toArray(String[]::new))
            .getResultList());
  }

  /** False if that holder was told before. */
  boolean told(long reservation, Clash clash, Instant now) {
    return entities
            .createNativeQuery(
                "insert into gpu_reservation_notice (reservation_id, lease_id, told_at, due_before)"
                    + " values (?1, ?2, ?3, ?4) on conflict do nothing")
            .setParameter(1, reservation)
            .setParameter(2, clash.lease())
            .setParameter(3, now)
            .setParameter(4, clash.ends())
            .executeUpdate()
        == 1;
  }

  /**
   * Environments whose lease a reservation shortened that was cancelled since, each once, with the
   * latest end that any reservation took from it.
   */
  List<Shortened> shortened() {
    return rows(
            """
            select l.environment_id, l.account_id, max(q.name), max(r.title), array_to_string(array_agg(l.device_id), ' '),
              max((select max(b.due_before) from gpu_reservation_notice b where b.lease_id = l.id)), max(l.ends_at)
            from gpu_reservation_notice n join gpu_reservation r on r.id = n.reservation_id
              join gpu_lease l on l.id = n.lease_id join gpu_request q on q.id = l.request_id
            where r.cancelled_at is not null and n.returned_at is null and n.due_before is not null
              and l.released_at is null and l.ends_at is not null
            group by l.environment_id, l.account_id""")
        .stream()
        .map(
            row ->
                new Shortened(
                    number(row[0]),
                    number(row[1]),
                    (String) row[2],
                    (String) row[3],
                    Arrays.stream(((String) row[4]).split(" ")).map(Long::valueOf).toList(),
                    instant(row[5]),
                    instant(row[6])))
        .toList();
  }

  void returned(long environment, Instant now) {
    entities
        .createNativeQuery(
            """
            update gpu_reservation_notice n set returned_at = ?2
            from gpu_reservation r, gpu_lease l
            where r.id = n.reservation_id and r.cancelled_at is not null and n.returned_at is null
              and l.id = n.lease_id and l.environment_id = ?1""")
        .setParameter(1, environment)
        .setParameter(2, now)
        .executeUpdate();
  }

  Map<Long, String> displayNames(Collection<Long> accounts) {
    return rows(
            "select id, display_name from account where id = any(?1)",
            (Object) accounts.toArray(Long[]::new))
        .stream()
        .collect(Collectors.toMap(row -> number(row[0]), row -> (String) row[1]));
  }

  /** Whoever waits here sees what the one before made. */
  void lock() {
    entities
        .createNativeQuery("select 1 from (select pg_advisory_xact_lock(?1)) as taken")
        .setParameter(1, 0x7265_7365L)
        .getSingleResult();
  }

  /** A lease that ends sooner than it did. */
  record Shortened(
      long environment,
      long account,
      String name,
      String title,
      List<Long> devices,
      Instant before,
      Instant ends) {}

  /** Accounts that may use a reservation, and its last start. */
  record Members(Set<Long> accounts, Optional<Instant> lastStart) {
    static final Members NONE = new Members(Set.of(), Optional.empty());
  }

  private List<Object[]> rows(String sql, Object... values) {
    var query = Sql.query(entities, sql, Object[].class);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.getResultList();
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static Instant instant(Object value) {
    return value instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) value;
  }
}
