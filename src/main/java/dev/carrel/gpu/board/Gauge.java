package dev.carrel.gpu.board;

import dev.carrel.gpu.Figures;
import dev.carrel.gpu.GpuWords;
import java.util.Optional;

/**
 * What the last reading told of a device.
 *
 * @param busy percent
 * @param memory bytes in use
 * @param of bytes there are
 * @param heat degrees Celsius
 * @param power watts
 */
record Gauge(
    Optional<Integer> busy,
    Optional<Long> memory,
    long of,
    Optional<Integer> heat,
    Optional<Integer> power) {

  static Gauge of(Figures figures, long memory) {
    return new Gauge(
        figures.utilisationPercent(),
        figures.memoryUsed(),
        memory,
        figures.temperature(),
        figures.power().map(watts -> (int) Math.round(watts)));
  }

  /** {@code 86 % · 71 of 80 GB}. */
  public String use() {
    String room =
        memory
            .map(bytes -> Math.round((double) bytes / (1L << 30)) + " of " + GpuWords.gigabytes(of))
            .orElse("");
    return busy.map(percent -> percent + " %" + (room.isEmpty() ? "" : " · ")).orElse("") + room;
  }

  /** {@code 54 °C · 240 W}. */
  public String warmth() {
    return heat.map(degrees -> degrees + " °C").orElse("")
        + (heat.isPresent() && power.isPresent() ? " · " : "")
        + power.map(watts -> watts + " W").orElse("");
  }
}
