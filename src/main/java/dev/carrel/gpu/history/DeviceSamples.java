package dev.carrel.gpu.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rows of devices. */
@ApplicationScoped
class DeviceSamples {
  private final Sql sql;

  @Inject
  DeviceSamples(Sql sql) {
    this.sql = sql;
  }

  /** One statement, however many there are. Another replica's reading of the same time stands. */
  void add(Instant at, Map<Long, Gauge> gauges) {
    List<Map.Entry<Long, Gauge>> rows = List.copyOf(gauges.entrySet());
    sql.update(
        """
        insert into device_sample
          (device_id, at, grain, samples, utilisation, peak, memory, power, temperature)
        select d.id, ?, 10, 1, s.utilisation, s.utilisation, s.memory, s.power, s.temperature
        from unnest(?, ?, ?, ?, ?) as s(id, utilisation, memory, power, temperature)
        join gpu_device d on d.id = s.id
        on conflict do nothing""",
        (statement, connection) -> {
          statement.setTimestamp(1, Timestamp.from(at));
          statement.setArray(
              2, connection.createArrayOf("bigint", column(rows, Map.Entry::getKey)));
          statement.setArray(
              3,
              connection.createArrayOf(
                  "float4", column(rows, r -> r.getValue().utilisation().orElse(null))));
          statement.setArray(
              4, connection.createArrayOf("bigint", column(rows, r -> r.getValue().memory())));
          statement.setArray(
              5,
              connection.createArrayOf(
                  "float4", column(rows, r -> r.getValue().power().orElse(null))));
          statement.setArray(
              6,
              connection.createArrayOf(
                  "float4", column(rows, r -> r.getValue().temperature().orElse(null))));
        });
  }

  static <R> Object[] column(List<R> rows, Function<R, Object> value) {
    return rows.stream().map(value).toArray();
  }

  record Row(long device, DevicePoint point) {}

  /** Oldest first, device by device. */
  List<Row> between(Instant from, Instant to) {
    return sql.query(
        """
        select device_id, at, grain, utilisation, peak, memory, power, temperature
        from device_sample where at >= ? and at < ? order by device_id, at""",
        (statement, connection) -> {
          statement.setTimestamp(1, Timestamp.from(from));
          statement.setTimestamp(2, Timestamp.from(to));
        },
        DeviceSamples::row);
  }

  List<Row> of(long device, Instant from, Instant to) {
    return sql.query(
        """
        select device_id, at, grain, utilisation, peak, memory, power, temperature
        from device_sample where device_id = ? and at >= ? and at < ? order by at""",
        (statement, connection) -> {
          statement.setLong(1, device);
          statement.setTimestamp(2, Timestamp.from(from));
          statement.setTimestamp(3, Timestamp.from(to));
        },
        DeviceSamples::row);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("device_id"),
        new DevicePoint(
            row.getTimestamp("at").toInstant(),
            Duration.ofSeconds(row.getInt("grain")),
            Sql.number(row, "utilisation"),
            Sql.number(row, "peak"),
            row.getLong("memory"),
            Sql.number(row, "power"),
            Sql.number(row, "temperature")));
  }

  /** Merges what began before that time into samples of the next grain: one statement. */
  int thin(Grain grain, Instant before) {
    return sql.update(
        """
        with old as (delete from device_sample where grain = ? and at < ? returning *)
        insert into device_sample as kept
          (device_id, at, grain, samples, utilisation, peak, memory, power, temperature)
        select device_id, date_bin(? * interval '1 second', at, timestamptz 'epoch'), ?, sum(samples),
          sum(utilisation * samples) / sum(samples) filter (where utilisation is not null),
          max(peak), sum(memory * samples) / sum(samples),
          sum(power * samples) / sum(samples) filter (where power is not null),
          sum(temperature * samples) / sum(samples) filter (where temperature is not null)
        from old group by 1, 2
        on conflict (device_id, at, grain) do update set
          samples = kept.samples + excluded.samples,
          utilisation = coalesce((kept.utilisation * kept.samples + excluded.utilisation * excluded.samples)
            / (kept.samples + excluded.samples), kept.utilisation, excluded.utilisation),
          peak = greatest(kept.peak, excluded.peak),
          memory = (kept.memory * kept.samples + excluded.memory * excluded.samples)
            / (kept.samples + excluded.samples),
          power = coalesce((kept.power + excluded.power) / 2, kept.power, excluded.power),
          temperature = coalesce((kept.temperature + excluded.temperature) / 2,
            kept.temperature, excluded.temperature)""",
        (statement, connection) -> {
          statement.setInt(1, grain.seconds);
          statement.setTimestamp(2, Timestamp.from(before));
          statement.setInt(3, grain.coarser().seconds);
          statement.setInt(4, grain.coarser().seconds);
        });
  }

  int forget(Instant before) {
    return sql.update(
        "delete from device_sample where grain = ? and at < ?",
        (statement, connection) -> {
          statement.setInt(1, Grain.DAY.seconds);
          statement.setTimestamp(2, Timestamp.from(before));
        });
  }
}
