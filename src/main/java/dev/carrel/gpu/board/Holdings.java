package dev.carrel.gpu.board;

import dev.carrel.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who has which device just now: one statement, however many they are. */
@ApplicationScoped
public class Holdings {
  private final EntityManager entities;

  @Inject
  Holdings(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional
  public Map<Long, Holding> byDevice() {
    List<Object[]> rows =
        Sql.query(
                entities,
                """
            select l.device_id, l.environment_id, l.account_id, r.name, a.display_name, l.granted_at,
              coalesce(l.held_until, r.pick_up_by), l.ends_at
            from gpu_lease l join gpu_request r on r.id = l.request_id join account a on a.id = l.account_id
            where l.released_at is null
            """,
                Object[].class)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Holding(
                    number(row[0]),
                    number(row[1]),
                    number(row[2]),
                    (String) row[3],
                    (String) row[4],
                    (Instant) row[5],
                    Optional.ofNullable((Instant) row[6]),
                    Optional.ofNullable((Instant) row[7])))
        .collect(Collectors.toMap(Holding::device, Function.identity(), (a, b) -> a));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
