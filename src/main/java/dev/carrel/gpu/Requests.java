package dev.carrel.gpu;

import dev.carrel.gpu.RequestRow.Status;
import dev.carrel.gpu.plan.Grant;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The wishes. An ended one is kept for the record and is found by nobody here. */
@ApplicationScoped
class Requests implements PanacheRepository<RequestRow> {

  /** The live one of an environment, locked until the transaction ends. */
  Optional<RequestRow> claim(long environment) {
    return find("environment = ?1 and status <> ?2", environment, Status.ENDED)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** All that are not over, by their time in the queue. */
  List<RequestRow> live() {
    return list("status <> ?1 order by queued, id", Status.ENDED);
  }

  long waiting(long account) {
    return count("account = ?1 and status = ?2", account, Status.WAITING);
  }

  /** Whether a device that is given back would be given to somebody. */
  boolean anybodyWaits() {
    return count("status = ?1 and ready is not null and awaySince is null", Status.WAITING) > 0;
  }

  /** How many changed by somebody being there: one, or none. */
  int here(long environment) {
    return update(
        "pickUpBy = null, awaySince = null where environment = ?1 and status <> ?2"
            + " and (pickUpBy is not null or awaySince is not null)",
        environment,
        Status.ENDED);
  }

  /** Moves the time by which somebody must have been there, where anybody must. */
  void pickUpBy(long environment, Instant time) {
    update(
        "pickUpBy = ?1, awaySince = null where environment = ?2 and status = ?3"
            + " and (pickUpBy is not null or awaySince is not null)",
        time,
        environment,
        Status.LEASED);
  }

  /** The same for all who have less time than that; how many there are. */
  int pickUpBy(Instant time) {
    return update("pickUpBy = ?1 where pickUpBy is not null and pickUpBy < ?1", time);
  }

  /** The environments whose devices nobody picked up by that time. */
  List<Long> lapsed(Instant now) {
    return getEntityManager()
        .createQuery(
            "select r.environment from RequestRow r where r.pickUpBy <= ?1 order by r.pickUpBy",
            Long.class)
        .setParameter(1, now)
        .getResultList();
  }

  /** Those of the granted that still wait are held from now on, and their ids given. */
  List<Long> hold(List<Grant> grants) {
    return getEntityManager()
        .createNativeQuery(
            """
            update gpu_request r set status = 'HELD', until_at = g.until
            from unnest(?1, ?2) as g (id, until)
            where r.id = g.id and r.status = 'WAITING' returning r.id""",
            Long.class)
        .setParameter(1, grants.stream().map(Grant::request).toArray(Long[]::new))
        .setParameter(
            2, grants.stream().map(grant -> grant.until().orElse(null)).toArray(Instant[]::new))
        .getResultList();
  }

  /**
   * Those whose turn passed without having been taken go back into the queue, right behind the next
   * that waits; those whose device broke meanwhile keep their place. Their leases end.
   *
   * @return how many leases ended
   */
  int giveUpHolds(Instant now) {
    return getEntityManager()
        .createNativeQuery(
            """
            with passed as (
              select r.id, bool_and(l.held_until > ?1) as broken
              from gpu_request r join gpu_lease l on l.request_id = r.id and l.released_at is null
                join gpu_device d on d.id = l.device_id left join gpu_device p on p.id = d.parent_id
              where r.status = 'HELD'
              group by r.id
              having bool_or(l.held_until <= ?1 or not d.present or d.fault is not null
                or p.fault is not null)),
            back as (
              update gpu_request r
              set status = 'WAITING', queued_at = case when p.broken then r.queued_at else coalesce(
                (select min(n.queued_at) + interval '1 microsecond' from gpu_request n
                 where n.status = 'WAITING' and n.ready_at is not null and n.away_since is null and n.queued_at > r.queued_at), ?1) end
              from passed p where p.id = r.id and r.status = 'HELD'
              returning r.id, p.broken)
            update gpu_lease l
            set released_at = ?1, released_why = case when b.broken then 'the device broke' else 'not picked up' end
            from back b where l.request_id = b.id and l.released_at is null""")
        .setParameter(1, now)
        .executeUpdate();
  }
}
