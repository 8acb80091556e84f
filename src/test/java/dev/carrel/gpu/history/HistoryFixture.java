package dev.carrel.gpu.history;

import dev.carrel.account.Account;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Devices and leases without an inventory or a queue. */
@ApplicationScoped
public class HistoryFixture {
  @Inject EntityManager entities;

  /** A device that nothing else uses. */
  public long device() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                number(
                    """
                    insert into gpu_device (uuid, ordinal, model, memory, first_seen_at, seen_at, present)
                    values (?1, 0, 'NVIDIA test', 1000000, now(), now(), false) returning id""",
                    "GPU-" + UUID.randomUUID()));
  }

  /** The environment has had the device for a while. */
  public void lease(long device, long environment, Account account) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              long request =
                  number(
                      """
                      insert into gpu_request (environment_id, account_id, name, share_group, count, hours,
                        status, asked_at, queued_at)
                      values (?1, ?2, 'test', 'test', 1, 8, 'LEASED', now(), now()) returning id""",
                      environment,
                      account.id());
              number(
                  """
                  insert into gpu_lease (device_id, request_id, environment_id, account_id, share_group,
                    weight, slots, granted_at, started_at, ends_at)
                  values (?1, ?2, ?3, ?4, 'test', 1, int8range(?1 << 32, (?1 + 1) << 32),
                    now() - interval '3 hours', now() - interval '3 hours', now() + interval '5 hours')
                  returning id""",
                  device,
                  request,
                  environment,
                  account.id());
            });
  }

  private long number(String sql, Object... parameters) {
    var query = entities.createNativeQuery(sql, Long.class);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return (Long) query.getSingleResult();
  }
}
