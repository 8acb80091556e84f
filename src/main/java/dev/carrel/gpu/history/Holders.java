package dev.carrel.gpu.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which environment uses which devices now, and how many could use one at once and wait. */
@ApplicationScoped
class Holders {
  private final Sql sql;

  @Inject
  Holders(Sql sql) {
    this.sql = sql;
  }

  record Held(Map<Long, List<Long>> devices, int waiting) {
    List<Long> of(long environment) {
      return devices.getOrDefault(environment, List.of());
    }
  }

  private record Row(long environment, long device, int waiting) {}

  /** Devices that are merely held for somebody do not idle by his fault: they are left out. */
  Held now() {
    Map<Long, List<Long>> devices = new HashMap<>();
    int waiting = 0;
    for (Row row :
        sql.query(
            """
            select l.environment_id, l.device_id, w.waiting
            from (
              select count(*) as waiting from gpu_request
              where status = 'WAITING' and ready_at is not null and away_since is null) w
            left join gpu_lease l on l.released_at is null and l.started_at is not null""",
            (statement, connection) -> {},
            row -> new Row(row.getLong(1), row.getLong(2), row.getInt(3)))) {
      waiting = row.waiting();
      if (row.environment() != 0) {
        devices.computeIfAbsent(row.environment(), k -> new ArrayList<>()).add(row.device());
      }
    }
    return new Held(devices, waiting);
  }
}
