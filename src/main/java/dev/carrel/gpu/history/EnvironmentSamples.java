package dev.carrel.gpu.history;

import static dev.carrel.gpu.history.DeviceSamples.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The rows of environments. */
@ApplicationScoped
class EnvironmentSamples {
  private static final String COLUMNS =
      "environment_id, at, grain, gpus, unknown, gpu, gpu_peak, gpu_memory, cpu, memory, received,"
          + " sent, used, waiting";

  private static final String WITH_DEVICES =
      "select "
          + COLUMNS
          + " from environment_sample where gpus > 0 and at >= ? and at < ?"
          + " order by environment_id, at";

  private final Sql sql;

  @Inject
  EnvironmentSamples(Sql sql) {
    this.sql = sql;
  }

  /** One statement, however many there are; of two replicas one knows of a terminal. */
  void add(Instant at, int waiting, List<EnvironmentReading> rows) {
    sql.update(
        """
        insert into environment_sample as kept
          (environment_id, at, grain, samples, waiting, gpus, unknown, gpu, gpu_peak, gpu_memory,
           cpu, memory, received, sent, used)
        select s.id, ?, 10, 1, ?, s.gpus, s.unknown, s.gpu, s.peak, s.gpu_memory,
          s.cpu, s.memory, s.received, s.sent, s.used
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          as s(id, gpus, unknown, gpu, peak, gpu_memory, cpu, memory, received, sent, used)
        on conflict (environment_id, at, grain) do update set used = greatest(kept.used, excluded.used)""",
        (statement, connection) -> {
          statement.setTimestamp(1, Timestamp.from(at));
          statement.setInt(2, waiting);
          var columns = new Columns(statement, connection, rows, 3);
          columns.put("bigint", EnvironmentReading::environment);
          columns.put("int4", r -> r.devices().count());
          columns.put("int4", r -> r.devices().known() ? 0 : 1);
          columns.put("float4", r -> r.devices().utilisation().orElse(null));
          columns.put("float4", r -> r.devices().peak().orElse(null));
          columns.put("bigint", r -> r.devices().memory().orElse(null));
          columns.put("float4", r -> r.cpu().orElse(null));
          columns.put("bigint", r -> r.memory().orElse(null));
          columns.put("float4", r -> r.received().orElse(null));
          columns.put("float4", r -> r.sent().orElse(null));
          columns.put("int4", EnvironmentReading::used);
        });
  }

  private static final class Columns {
    private final PreparedStatement statement;
    private final Connection connection;
    private final List<EnvironmentReading> rows;
    private int next;

    Columns(
        PreparedStatement statement,
        Connection connection,
        List<EnvironmentReading> rows,
        int first) {
      this.statement = statement;
      this.connection = connection;
      this.rows = rows;
      this.next = first;
    }

    void put(String type, Function<EnvironmentReading, Object> value) throws SQLException {
      statement.setArray(next++, connection.createArrayOf(type, column(rows, value)));
    }
  }

  record Row(long environment, EnvironmentPoint point) {}

  /** Oldest first. */
  List<Row> of(long environment, Instant from, Instant to) {
    return sql.query(
        "select "
            + COLUMNS
            + " from environment_sample where environment_id = ? and at >= ? and at < ? order by at",
        (statement, connection) -> {
          statement.setLong(1, environment);
          statement.setTimestamp(2, Timestamp.from(from));
          statement.setTimestamp(3, Timestamp.from(to));
        },
        EnvironmentSamples::row);
  }

  /** Of those that held a device then: oldest first, environment by environment. */
  List<Row> withDevices(Instant from, Instant to) {
    return sql.query(
        WITH_DEVICES,
        (statement, connection) -> {
          statement.setTimestamp(1, Timestamp.from(from));
          statement.setTimestamp(2, Timestamp.from(to));
        },
        EnvironmentSamples::row);
  }

  /** The same, one row after the other. */
  void eachWithDevices(Instant from, Instant to, Consumer<Row> taker) {
    sql.each(
        WITH_DEVICES,
        (statement, connection) -> {
          statement.setTimestamp(1, Timestamp.from(from));
          statement.setTimestamp(2, Timestamp.from(to));
        },
        EnvironmentSamples::row,
        taker);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("environment_id"),
        new EnvironmentPoint(
            row.getTimestamp("at").toInstant(),
            Duration.ofSeconds(row.getInt("grain")),
            row.getInt("gpus"),
            row.getInt("unknown") == 0,
            Sql.number(row, "gpu"),
            Sql.number(row, "gpu_peak"),
            Sql.whole(row, "gpu_memory"),
            Sql.number(row, "cpu"),
            Sql.whole(row, "memory"),
            Sql.number(row, "received"),
            Sql.number(row, "sent"),
            row.getInt("used"),
            row.getInt("waiting")));
  }

  /** Merges what began before that time into samples of the next grain: one statement. */
  int thin(Grain grain, Instant before) {
    return sql.update(
        """
        with old as (delete from environment_sample where grain = ? and at < ? returning *)
        insert into environment_sample as kept
          (environment_id, at, grain, samples, gpus, unknown, gpu, gpu_peak, gpu_memory,
           cpu, memory, received, sent, used, waiting)
        select environment_id, date_bin(? * interval '1 second', at, timestamptz 'epoch'), ?, sum(samples),
          max(gpus), sum(unknown), %s, max(gpu_peak), %s, %s, %s, %s, %s, max(used), max(waiting)
        from old group by 1, 2
        on conflict (environment_id, at, grain) do update set
          samples = kept.samples + excluded.samples,
          gpus = greatest(kept.gpus, excluded.gpus),
          unknown = kept.unknown + excluded.unknown,
          gpu = coalesce((kept.gpu + excluded.gpu) / 2, kept.gpu, excluded.gpu),
          gpu_peak = greatest(kept.gpu_peak, excluded.gpu_peak),
          gpu_memory = coalesce((kept.gpu_memory + excluded.gpu_memory) / 2, kept.gpu_memory, excluded.gpu_memory),
          cpu = coalesce((kept.cpu + excluded.cpu) / 2, kept.cpu, excluded.cpu),
          memory = coalesce((kept.memory + excluded.memory) / 2, kept.memory, excluded.memory),
          received = coalesce((kept.received + excluded.received) / 2, kept.received, excluded.received),
          sent = coalesce((kept.sent + excluded.sent) / 2, kept.sent, excluded.sent),
          used = greatest(kept.used, excluded.used),
          waiting = greatest(kept.waiting, excluded.waiting)"""
            .formatted(
                mean("gpu"),
                mean("gpu_memory"),
                mean("cpu"),
                mean("memory"),
                mean("received"),
                mean("sent")),
        (statement, connection) -> {
          statement.setInt(1, grain.seconds);
          statement.setTimestamp(2, Timestamp.from(before));
          statement.setInt(3, grain.coarser().seconds);
          statement.setInt(4, grain.coarser().seconds);
        });
  }

  /** Weighted by readings, of those that there are. */
  private static String mean(String column) {
    return "sum(%1$s * samples) / sum(samples) filter (where %1$s is not null)".formatted(column);
  }

  int forget(Instant before) {
    return sql.update(
        "delete from environment_sample where grain = ? and at < ?",
        (statement, connection) -> {
          statement.setInt(1, Grain.DAY.seconds);
          statement.setTimestamp(2, Timestamp.from(before));
        });
  }
}
