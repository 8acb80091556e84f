package dev.carrel.gpu.board;

import dev.carrel.gpu.Device;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A GPU or a slice in the API.
 *
 * @param id as reservations name it
 * @param name like {@code GPU 0}; a slice's like {@code GPU 0/1}
 * @param profile a slice's, like {@code 3g.40gb}
 * @param memory bytes
 * @param weight what an hour of it counts
 * @param availability {@code free}, {@code leased}, {@code held}, {@code partitioned}, {@code
 *     drained}, {@code taken}, {@code faulty} or {@code lost}
 * @param holder an environment of one's own by its name, {@code busy}, or null
 * @param since when it was set aside for the holder
 * @param heldUntil until when it waits to be picked up
 * @param ends when it is due back
 * @param figures of the last reading; null where there is none
 */
@Schema(name = "GpuDevice")
record GpuJson(
    long id,
    String name,
    String uuid,
    String model,
    String profile,
    long memory,
    String computeCapability,
    BigDecimal weight,
    String availability,
    String note,
    String holder,
    Instant since,
    Instant heldUntil,
    Instant ends,
    Figures figures,
    List<GpuJson> slices) {

  /**
   * @param memoryUsed bytes
   * @param temperature degrees Celsius
   */
  @Schema(name = "GpuFigures")
  record Figures(
      Integer utilisationPercent, Long memoryUsed, Integer powerWatts, Integer temperature) {

    static Figures of(Gauge gauge) {
      return new Figures(
          gauge.busy().orElse(null),
          gauge.memory().orElse(null),
          gauge.power().orElse(null),
          gauge.heat().orElse(null));
    }
  }

  static GpuJson of(Device device, String name, Scene scene, Eyes eyes, List<GpuJson> slices) {
    Optional<Holding> holding = scene.holding(device);
    return new GpuJson(
        device.id(),
        name,
        device.uuid(),
        device.model(),
        device.profile().orElse(null),
        device.memory(),
        device.computeCapability().orElse(null),
        device.weight(),
        word(device.availability()),
        device.note().orElse(null),
        holding.map(eyes::who).orElse(null),
        holding.map(Holding::granted).orElse(null),
        holding.flatMap(Holding::heldUntil).orElse(null),
        holding.flatMap(Holding::ends).orElse(null),
        scene.gauge(device).map(Figures::of).orElse(null),
        slices);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
