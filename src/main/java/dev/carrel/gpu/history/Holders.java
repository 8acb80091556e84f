package dev.carrel.gpu.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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

  record Lent(long device, Instant started) {}

  record Held(Map<Long, List<Lent>> devices, int waiting) {
    List<Lent> of(long environment) {
      return devices.getOrDefault(environment, List.of());
    }
  }

  private record Row(long environment, Lent lent, int waiting) {}

  /** Devices that are merely held for somebody do not idle by his fault: they are left out. */
  Held now() {
    Map<Long, List<Lent>> devices = new HashMap<>();
    int waiting = 0;
    for (Row row :
        sql.query(
            """
            select l.environment_id, l.device_id, l.started_at, w.waiting
            from (
              select count(*) as waiting from gpu_request
              where status = 'WAITING' and ready_at is not null and away_since is null) w
            left join gpu_lease l on l.released_at is null and l.started_at is not null""",
            (statement, connection) -> {},
            Holders::row)) {
      waiting = row.waiting();
      if (row.environment() != 0) {
        devices.computeIfAbsent(row.environment(), k -> new ArrayList<>()).add(row.lent());
      }
    }
    return new Held(devices, waiting);
  }

  private static Row row(ResultSet row) throws SQLException {
    Timestamp started = row.getTimestamp(3);
    return new Row(
        row.getLong(1),
        new Lent(row.getLong(2), started == null ? Instant.MAX : started.toInstant()),
        row.getInt(4));
  }
}
