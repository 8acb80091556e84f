package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import dev.carrel.web.Words;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A stretch of an environment's life in words: a row of the table beside the charts. */
record UseLine(EnvironmentPoint point) {
  public Instant at() {
    return point.at();
  }

  public String gpu() {
    return point.gpus() == 0
        ? "none"
        : point
            .gpu()
            .map(
                mean ->
                    "%s, at most %s".formatted(percent(mean), percent(point.peak().orElse(mean))))
            .orElse("not known");
  }

  public String gpuMemory() {
    return point.gpuMemory().map(Words::memory).orElse("");
  }

  public String cpu() {
    return point.cpu().map(UseLine::processors).orElse("not known");
  }

  public String memory() {
    return point.memory().map(Words::memory).orElse("not known");
  }

  public int open() {
    return point.used();
  }

  public String network() {
    return point
        .received()
        .map(in -> rate(Optional.of(in)) + " in, " + rate(point.sent()) + " out")
        .orElse("not known");
  }

  static String percent(double value) {
    return value > 0 && value < 1 ? "under 1 %" : Math.round(value) + " %";
  }

  static String processors(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String rate(Optional<Double> bytes) {
    return bytes.map(value -> Words.bytes(Math.round(value)) + "/s").orElse("?");
  }
}
