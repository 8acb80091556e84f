package dev.carrel.gpu;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Devices and leases that stand in the tables, whatever machine this is. */
@ApplicationScoped
public class DeviceFixture {
  @Inject EntityManager entities;

  /** A free GPU with that UUID. */
  public long device(String uuid) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Long)
                    entities
                        .createNativeQuery(
                            """
                            insert into gpu_device (uuid, ordinal, model, memory, first_seen_at, seen_at)
                            values (?1, 0, 'NVIDIA Stand-in', 1073741824, now(), now()) returning id
                            """,
                            Long.class)
                        .setParameter(1, uuid)
                        .getSingleResult());
  }

  /** A live lease: held, or picked up. */
  public void lease(long device, long environment, long account, boolean held) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Object request =
                  entities
                      .createNativeQuery(
                          """
                          insert into gpu_request (environment_id, account_id, name, share_group, count, hours, status,
                            asked_at, queued_at)
                          values (?1, ?2, 'x', 'students', 1, 1, ?3, now(), now()) returning id
                          """,
                          Long.class)
                      .setParameter(1, environment)
                      .setParameter(2, account)
                      .setParameter(3, held ? "HELD" : "LEASED")
                      .getSingleResult();
              entities
                  .createNativeQuery(
                      """
                      insert into gpu_lease (device_id, request_id, environment_id, account_id, share_group, weight,
                        slots, granted_at, held_until, started_at, ends_at)
                      select ?1, ?2, environment_id, account_id, share_group, 1, int8range(?1, ?1 + 1), now(),
                        case when ?3 then now() + interval '1 hour' end, case when ?3 then null else now() end,
                        case when ?3 then null else now() + interval '1 hour' end
                      from gpu_request where id = ?2
                      """)
                  .setParameter(1, device)
                  .setParameter(2, request)
                  .setParameter(3, held)
                  .executeUpdate();
            });
  }

  /** From now on somebody has to be there for what it leases. */
  public void pickUpWithinTheHour(long environment) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        "update gpu_request set pick_up_by = now() + interval '1 hour' where environment_id = ?1 and status = 'LEASED'")
                    .setParameter(1, environment)
                    .executeUpdate());
  }

  public boolean waitsForSomebody(long environment) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Boolean)
                    entities
                        .createNativeQuery(
                            "select bool_or(pick_up_by is not null) from gpu_request where environment_id = ?1",
                            Boolean.class)
                        .setParameter(1, environment)
                        .getSingleResult());
  }

  /** A reading found it faulty; what is past an operator can end. */
  public void fails(long device, String why, boolean past) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        "update gpu_device set fault = ?2, fault_past = ?3 where id = ?1")
                    .setParameter(1, device)
                    .setParameter(2, why)
                    .setParameter(3, past)
                    .executeUpdate());
  }

  /** A reading no longer shows it. */
  public void dies(long device) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery("update gpu_device set present = false where id = ?1")
                    .setParameter(1, device)
                    .executeUpdate());
  }

  /** Gives back what is leased of them and takes them away: nobody else is to be given these. */
  public void clear(String partOfUuid) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                List.of(
                        """
                        update gpu_request set status = 'ENDED', ended_at = now() where status <> 'ENDED' and id in
                          (select request_id from gpu_lease l join gpu_device d on d.id = l.device_id where uuid like ?1)
                        """,
                        """
                        update gpu_lease set released_at = now(), released_why = 'test' where released_at is null
                          and device_id in (select id from gpu_device where uuid like ?1)
                        """,
                        "update gpu_device set present = false, seen_at = '2000-01-01' where uuid like ?1")
                    .forEach(
                        sql ->
                            entities
                                .createNativeQuery(sql)
                                .setParameter(1, "%" + partOfUuid + "%")
                                .executeUpdate()));
  }
}
