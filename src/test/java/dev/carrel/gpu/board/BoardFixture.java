package dev.carrel.gpu.board;

import static org.awaitility.Awaitility.await;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Devices, leases and wishes as rows, for what is shown of them. */
@ApplicationScoped
public class BoardFixture {
  @Inject EntityManager entities;
  @Inject Signals signals;

  /** A whole device of 80 GB. */
  @Transactional
  public long whole(int ordinal, boolean partitioned) {
    return insert(
        """
        insert into gpu_device (uuid, ordinal, model, memory, compute_capability, partitioned, first_seen_at, seen_at)
        values (?1, ?2, 'NVIDIA A100-SXM4-80GB', 85899345920, '8.0', ?3, now(), now()) returning id
        """,
        "GPU-" + UUID.randomUUID(),
        ordinal,
        partitioned);
  }

  /** One that the inventory finds, or is about to. */
  public long device(String uuid) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> QuarkusTransaction.requiringNew().call(() -> ids(uuid)), ids -> !ids.isEmpty())
        .getFirst();
  }

  private List<Long> ids(String uuid) {
    return entities
        .createQuery("select d.id from DeviceRow d where d.uuid = ?1", Long.class)
        .setParameter(1, uuid)
        .getResultList();
  }

  @Transactional
  public long slice(long parent, int ordinal, String profile, int sevenths) {
    return insert(
        """
        insert into gpu_device (uuid, parent_id, ordinal, model, profile, memory, weight, first_seen_at, seen_at)
        values (?1, ?2, ?3, 'NVIDIA A100-SXM4-80GB', ?4, 10200547328 * ?5, ?5 / 7.0, now(), now()) returning id
        """,
        "MIG-" + UUID.randomUUID(),
        parent,
        ordinal,
        profile,
        sevenths);
  }

  /** A lease that was picked up, of an environment that nobody else knows. */
  @Transactional
  public long lease(long device, String user, String name, int agoMinutes, int leftMinutes) {
    long request = request(user, name, "LEASED", agoMinutes);
    return insert(
        """
        insert into gpu_lease (device_id, request_id, environment_id, account_id, share_group, weight, slots,
          granted_at, started_at, ends_at)
        select d.id, r.id, r.environment_id, r.account_id, r.share_group, d.weight,
          case when d.parent_id is null then int8range(d.id << 32, (d.id + 1) << 32)
            else int8range((d.parent_id << 32) + d.id, (d.parent_id << 32) + d.id, '[]') end,
          now() - make_interval(mins => ?3), now() - make_interval(mins => ?3), now() + make_interval(mins => ?4)
        from gpu_device d, gpu_request r where d.id = ?1 and r.id = ?2 returning id
        """,
        device,
        request,
        agoMinutes,
        leftMinutes);
  }

  /** A lease that waits to be picked up. */
  @Transactional
  public long hold(long device, String user, String name, int leftMinutes) {
    long lease = lease(device, user, name, 1, leftMinutes);
    entities
        .createNativeQuery(
            "update gpu_lease set held_until = ends_at, started_at = null, ends_at = null where id = ?1")
        .setParameter(1, lease)
        .executeUpdate();
    entities
        .createNativeQuery(
            "update gpu_request set status = 'HELD' where id = (select request_id from gpu_lease where id = ?1)")
        .setParameter(1, lease)
        .executeUpdate();
    return lease;
  }

  @Transactional
  public long request(String user, String name, String status, int agoMinutes) {
    return insert(
        """
        insert into gpu_request (environment_id, account_id, name, share_group, count, model, hours, status, asked_at,
          queued_at)
        select -(random() * 1e12)::bigint, a.id, ?2, 'students', 1, 'H100', 4, ?3, now() - make_interval(mins => ?4),
          now() - make_interval(mins => ?4)
        from account a where a.username = ?1 returning id
        """,
        user,
        name,
        status,
        agoMinutes);
  }

  /** A reading a minute of the last hour, after a shape. */
  @Transactional
  public void readings(long device, java.util.function.IntUnaryOperator percent) {
    for (int minute = 0; minute < 60; minute++) {
      entities
          .createNativeQuery(
              """
              insert into device_sample (device_id, at, grain, samples, utilisation, peak, memory)
              values (?1, now() - make_interval(mins => ?2), 60, 6, ?3, ?3, ?4)
              """)
          .setParameter(1, device)
          .setParameter(2, 59 - minute)
          .setParameter(3, percent.applyAsInt(minute))
          .setParameter(4, (20L << 30) + minute * (1L << 29))
          .executeUpdate();
    }
  }

  @Transactional
  public void drain(long device, String note) {
    entities
        .createNativeQuery(
            "update gpu_device set drained_at = now(), drain_note = ?2 where id = ?1")
        .setParameter(1, device)
        .setParameter(2, note)
        .executeUpdate();
  }

  @Transactional
  public long account(String user) {
    return insert("select id from account where username = ?1", user);
  }

  /** For the students, from and to so many hours ahead. */
  @Transactional
  public void reservation(String title, long device, int from, int to) {
    long reservation =
        insert(
            """
            insert into gpu_reservation (title, made_by, made_at, starts_at, ends_at, share_group)
            select ?1, a.id, now(), now() + make_interval(hours => ?2), now() + make_interval(hours => ?3), 'students'
            from account a where a.username = 'olga' returning id
            """,
            title,
            from,
            to);
    entities
        .createNativeQuery(
            """
            insert into gpu_reservation_device (reservation_id, device_id, slots, during)
            select r.id, d.id, int8range(d.id << 32, (d.id + 1) << 32), tstzrange(r.starts_at, r.ends_at)
            from gpu_reservation r, gpu_device d where r.id = ?1 and d.id = ?2
            """)
        .setParameter(1, reservation)
        .setParameter(2, device)
        .executeUpdate();
  }

  /** As whoever changes leases does. */
  @Transactional
  public void tell() {
    signals.raise(new Signal("gpu", 0, 0));
  }

  /** The time in which somebody had to be there is over. */
  @Transactional
  public void lapse() {
    entities
        .createNativeQuery("update gpu_request set pick_up_by = now() where pick_up_by is not null")
        .executeUpdate();
  }

  /** Takes all away, whoever made it. */
  @Transactional
  public void clear() {
    for (String table :
        new String[] {"gpu_reservation", "gpu_lease", "gpu_request", "device_sample"}) {
      entities.createNativeQuery("delete from " + table).executeUpdate();
    }
    entities
        .createNativeQuery("delete from gpu_device where parent_id is not null")
        .executeUpdate();
    entities.createNativeQuery("delete from gpu_device").executeUpdate();
  }

  private long insert(String sql, Object... parameters) {
    var query = entities.createNativeQuery(sql, Long.class);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return ((Number) query.getSingleResult()).longValue();
  }
}
