package dev.carrel.gpu.board;

import dev.carrel.database.Sql;
import dev.carrel.gpu.Device;
import dev.carrel.gpu.Figures;
import dev.carrel.gpu.Inventory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How busy the devices were of late. */
@ApplicationScoped
class LastHour {
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** What was read last, since thousands of readings are summed up for everybody alike. */
  private record Drawn(Map<Long, List<Spark.Point>> points, Instant at) {}

  private final Inventory inventory;
  private final EntityManager entities;
  private volatile Drawn drawn = new Drawn(Map.of(), Instant.MIN);

  @Inject
  LastHour(Inventory inventory, EntityManager entities) {
    this.inventory = inventory;
    this.entities = entities;
  }

  /** By device; those of which nothing is known are left out. */
  Map<Long, Gauge> gauges(List<Device> devices) {
    Map<Long, Figures> figures = inventory.figures();
    return devices.stream()
        .filter(device -> figures.containsKey(device.id()))
        .collect(
            Collectors.toMap(
                Device::id, device -> Gauge.of(figures.get(device.id()), device.memory())));
  }

  /** By device, a point for each minute, oldest first. */
  @Transactional
  Map<Long, List<Spark.Point>> points(Instant now) {
    Drawn known = drawn;
    if (known.at().isAfter(now.minus(FRESH)) && !known.at().isAfter(now)) {
      return known.points();
    }
    Map<Long, List<Spark.Point>> points = read(now.minus(Spark.SPAN));
    drawn = new Drawn(points, now);
    return points;
  }

  private Map<Long, List<Spark.Point>> read(Instant from) {
    List<Object[]> rows =
        Sql.query(
                entities,
                """
                select s.device_id, date_bin('1 minute', s.at, timestamptz 'epoch') as minute,
                  sum(s.utilisation * s.samples) / sum(s.samples),
                  100.0 * sum(s.memory * s.samples) / sum(s.samples) / max(d.memory)
                from device_sample s join gpu_device d on d.id = s.device_id
                where s.at >= :from and s.grain in (10, 60)
                group by s.device_id, minute order by s.device_id, minute
                """,
                Object[].class)
            .setParameter("from", from)
            .getResultList();
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> ((Number) row[0]).longValue(),
                Collectors.mapping(
                    row -> new Spark.Point((Instant) row[1], whole(row[2]), whole(row[3])),
                    Collectors.toList())));
  }

  private static int whole(Object number) {
    return (int) Math.round(((Number) number).doubleValue());
  }
}
