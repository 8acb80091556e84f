package dev.carrel.gpu;

import dev.carrel.gpu.smi.Smi;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Devices that are rows only, each test's of a model of its own so that tests do not meet. */
@ApplicationScoped
public class GpuFixture {
  private static final AtomicLong ENVIRONMENTS = new AtomicLong(8_000_000_000L);

  @Inject EntityManager entities;
  @Inject Watch watch;

  /** A name that no other device has. */
  public static String model() {
    return "Test " + UUID.randomUUID().toString().substring(0, 8);
  }

  public static GpuRequest wish(int count, String model) {
    return new GpuRequest(count, Optional.empty(), Optional.of(model));
  }

  /** An id of an environment that there is not. */
  static long environment() {
    return ENVIRONMENTS.incrementAndGet();
  }

  /** From now on the inventory knows that it does not see the devices any more. */
  public void hidesTheTool() {
    watch.look(new Smi(List.of("/nowhere/nvidia-smi"), Duration.ofSeconds(5)), Path.of("/proc"));
  }

  public List<Long> devices(String model, int count) {
    return IntStream.range(0, count).mapToObj(i -> device(model, i, false)).toList();
  }

  /** A device that is cut into so many slices; gives theirs. */
  public List<Long> slices(String model, int count) {
    long parent = device(model, 100, true);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                number(
                    """
                    insert into gpu_device (uuid, parent_id, ordinal, model, profile, memory, weight, first_seen_at, seen_at)
                    values (?1, ?2, ?3, ?4, '1g.10gb', 10737418240, 0.125, now(), now()) returning id
                    """,
                    "MIG-" + UUID.randomUUID(),
                    parent,
                    i,
                    model))
        .toList();
  }

  private long device(String model, int ordinal, boolean partitioned) {
    return number(
        """
        insert into gpu_device (uuid, ordinal, model, memory, partitioned, first_seen_at, seen_at)
        values (?1, ?2, ?3, 42949672960, ?4, now(), now()) returning id
        """,
        "GPU-" + UUID.randomUUID(),
        ordinal,
        model,
        partitioned);
  }

  /** No other test is to get them. */
  public void remove(String model) {
    sql("update gpu_device set present = false where model = ?1", model);
  }

  public String uuid(long device) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (String)
                    entities
                        .createNativeQuery(
                            "select uuid from gpu_device where id = ?1", String.class)
                        .setParameter(1, device)
                        .getSingleResult());
  }

  public long number(String sql, Object... parameters) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var query = entities.createNativeQuery(sql, Long.class);
              for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
              }
              return ((Number) query.getSingleResult()).longValue();
            });
  }

  public int sql(String sql, Object... parameters) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var query = entities.createNativeQuery(sql);
              for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
              }
              return query.executeUpdate();
            });
  }
}
