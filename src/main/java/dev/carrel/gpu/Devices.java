package dev.carrel.gpu;

import dev.carrel.database.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

@ApplicationScoped
class Devices implements PanacheRepository<DeviceRow> {

  /** A row, and whether its live lease, if there is one, still waits to be picked up. */
  record Leased(DeviceRow row, Optional<Boolean> held) {}

  Map<String, DeviceRow> byUuid() {
    return listAll().stream().collect(Collectors.toMap(DeviceRow::uuid, Function.identity()));
  }

  /**
   * Parents before their slices. Left out: what was not seen since then and is not leased, and
   * slices of a partition that was changed.
   */
  List<Leased> listed(Instant since) {
    return Sql.query(
            getEntityManager(),
            """
                select {d.*}, l.id as lease, l.held_until is not null as held
                from gpu_device d
                left join gpu_device p on p.id = d.parent_id
                left join gpu_lease l on l.device_id = d.id and l.released_at is null
                where d.present or l.id is not null
                  or (d.parent_id is null or not p.present) and d.seen_at >= :since
                order by coalesce(p.ordinal, d.ordinal), coalesce(p.id, d.id), d.parent_id nulls first,
                  d.ordinal, d.id
                """,
            Object[].class)
        .addEntity("d", DeviceRow.class)
        .addScalar("lease", Long.class)
        .addScalar("held", Boolean.class)
        .setParameter("since", since)
        .list()
        .stream()
        .map(
            row ->
                new Leased(
                    (DeviceRow) row[0],
                    row[1] == null ? Optional.empty() : Optional.of((Boolean) row[2])))
        .toList();
  }

  Map<String, Long> ids() {
    return listAll().stream().collect(Collectors.toMap(DeviceRow::uuid, DeviceRow::id));
  }

  Set<Long> leasedBy(long environment) {
    return Set.copyOf(
        Sql.query(
                getEntityManager(),
                "select device_id from gpu_lease where environment_id = ?1 and released_at is null",
                Long.class)
            .setParameter(1, environment)
            .getResultList());
  }

  /** The ids of devices with a live lease. */
  Set<Long> leased() {
    return Set.copyOf(
        Sql.query(
                getEntityManager(),
                "select device_id from gpu_lease where released_at is null",
                Long.class)
            .getResultList());
  }

  Optional<Instant> lastSeen() {
    return getEntityManager()
        .createQuery("select max(seen) from DeviceRow", Instant.class)
        .getResultStream()
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }

  /** False if another replica is just writing what it saw. */
  boolean mine() {
    return (Boolean)
        Sql.query(
                getEntityManager(),
                "select pg_try_advisory_xact_lock(hashtext('carrel.gpu.inventory'))",
                Boolean.class)
            .getSingleResult();
  }
}
