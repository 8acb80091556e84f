package dev.carrel.gpu;

import dev.carrel.database.Sql;
import dev.carrel.gpu.plan.Grant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of leases, each operation one statement for however many. */
@ApplicationScoped
class Leases {

  /** A live one, without what the inventory says of its device. */
  record LeaseRow(
      long id,
      long device,
      long request,
      long environment,
      long account,
      String name,
      Instant granted,
      Instant heldUntil,
      Instant started,
      Instant ends,
      Instant pickUpBy) {

    Lease with(Device known) {
      return new Lease(
          id,
          known,
          request,
          environment,
          account,
          name,
          granted,
          Optional.ofNullable(heldUntil),
          Optional.ofNullable(started),
          Optional.ofNullable(ends),
          Optional.ofNullable(pickUpBy));
    }
  }

  private static final String LIVE =
      """
      select l.id, l.device_id, l.request_id, l.environment_id, l.account_id, r.name, l.granted_at, l.held_until,
        l.started_at, l.ends_at, r.pick_up_by
      from gpu_lease l join gpu_request r on r.id = l.request_id
      where l.released_at is null""";

  private static final String STANDINGS =
      """
      select r.environment_id, r.status, string_agg(d.uuid, ' ')
      from gpu_request r
        left join gpu_lease l on l.request_id = r.id and l.released_at is null
        left join gpu_device d on d.id = l.device_id
      where r.status <> 'ENDED'""";

  private final EntityManager entities;

  @Inject
  Leases(EntityManager entities) {
    this.entities = entities;
  }

  List<LeaseRow> live() {
    return rows(Sql.query(entities, LIVE + " order by l.id", Object[].class).getResultList());
  }

  List<LeaseRow> of(Collection<Long> environments) {
    return rows(
        Sql.query(entities, LIVE + " and l.environment_id = any(?1) order by l.id", Object[].class)
            .setParameter(1, environments.toArray(Long[]::new))
            .getResultList());
  }

  List<Standing> standings() {
    return standings(
        Sql.query(entities, STANDINGS + " group by r.id", Object[].class).getResultList());
  }

  Optional<Standing> standing(long environment) {
    return standings(
            Sql.query(
                    entities,
                    STANDINGS + " and r.environment_id = ?1 group by r.id",
                    Object[].class)
                .setParameter(1, environment)
                .getResultList())
        .stream()
        .findFirst();
  }

  /** Sets the devices aside. The database refuses one that anybody has. */
  void hold(List<Grant> grants, Instant now, Instant until) {
    List<Long> requests = new ArrayList<>();
    List<Long> devices = new ArrayList<>();
    for (Grant grant : grants) {
      requests.addAll(Collections.nCopies(grant.devices().size(), grant.request()));
      devices.addAll(grant.devices());
    }
    entities
        .createNativeQuery(
            """
            insert into gpu_lease (device_id, request_id, environment_id, account_id, share_group, weight, slots,
              granted_at, held_until)
            select d.id, r.id, r.environment_id, r.account_id, r.share_group, d.weight,
              case when d.parent_id is null then int8range(d.id << 32, (d.id + 1) << 32)
                else int8range((d.parent_id << 32) + d.id, (d.parent_id << 32) + d.id, '[]') end,
              ?3, ?4
            from unnest(?1, ?2) as g (request, device)
              join gpu_request r on r.id = g.request join gpu_device d on d.id = g.device""")
        .setParameter(1, requests.toArray(Long[]::new))
        .setParameter(2, devices.toArray(Long[]::new))
        .setParameter(3, now)
        .setParameter(4, until)
        .executeUpdate();
  }

  /** How many were picked up. */
  int start(long request, Instant now, Instant ends) {
    return entities
        .createNativeQuery(
            """
            update gpu_lease set held_until = null, started_at = ?2, ends_at = ?3
            where request_id = ?1 and released_at is null and held_until is not null""")
        .setParameter(1, request)
        .setParameter(2, now)
        .setParameter(3, ends)
        .executeUpdate();
  }

  void due(long environment, Instant ends) {
    entities
        .createNativeQuery(
            """
            update gpu_lease set ends_at = ?2
            where environment_id = ?1 and released_at is null and started_at is not null""")
        .setParameter(1, environment)
        .setParameter(2, ends)
        .executeUpdate();
  }

  int release(long request, Instant now, String why) {
    return entities
        .createNativeQuery(
            "update gpu_lease set released_at = ?2, released_why = ?3 where request_id = ?1 and released_at is null")
        .setParameter(1, request)
        .setParameter(2, now)
        .setParameter(3, why)
        .executeUpdate();
  }

  private static List<LeaseRow> rows(List<Object[]> found) {
    return found.stream()
        .map(
            row ->
                new LeaseRow(
                    number(row[0]),
                    number(row[1]),
                    number(row[2]),
                    number(row[3]),
                    number(row[4]),
                    (String) row[5],
                    (Instant) row[6],
                    (Instant) row[7],
                    (Instant) row[8],
                    (Instant) row[9],
                    (Instant) row[10]))
        .toList();
  }

  private static List<Standing> standings(List<Object[]> found) {
    return found.stream()
        .map(
            row ->
                new Standing(
                    number(row[0]),
                    Standing.State.valueOf((String) row[1]),
                    row[2] == null ? Set.of() : Set.of(((String) row[2]).split(" "))))
        .toList();
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
