package dev.carrel.gpu.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one device shows.
 *
 * @param at when it was read
 * @param utilisation percent; empty for a slice on which something runs
 * @param memory bytes in use
 * @param power watts
 * @param temperature degrees Celsius
 */
public record Gauge(
    Instant at,
    Optional<Double> utilisation,
    long memory,
    Optional<Double> power,
    Optional<Double> temperature) {
  private static final Duration BELIEVED = Duration.ofSeconds(35);

  /** A figure that is older says nothing about now, whatever it says. */
  boolean fresh(Instant now) {
    return at.isAfter(now.minus(BELIEVED));
  }
}
