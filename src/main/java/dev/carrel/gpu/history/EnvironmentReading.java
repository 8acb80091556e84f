package dev.carrel.gpu.history;

import java.util.Optional;

/**
 * What one environment is seen doing at one moment; the meanings are {@link EnvironmentPoint}'s.
 */
record EnvironmentReading(
    long environment,
    Devices devices,
    Optional<Double> cpu,
    Optional<Long> memory,
    Optional<Double> received,
    Optional<Double> sent,
    int used) {

  /**
   * @param known false if one of them could not be read
   */
  record Devices(
      int count,
      boolean known,
      Optional<Double> utilisation,
      Optional<Double> peak,
      Optional<Long> memory) {
    static final Devices NONE =
        new Devices(0, true, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
