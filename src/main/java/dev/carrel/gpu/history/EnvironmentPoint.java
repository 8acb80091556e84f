package dev.carrel.gpu.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an environment did in one stretch of time. What could not be read is empty.
 *
 * @param at its beginning
 * @param gpus devices that it held
 * @param known false if a device's figures were missing or stale in any part of it
 * @param gpu percent, the mean of its devices
 * @param peak percent, the highest reading of any of them
 * @param gpuMemory bytes on all of them
 * @param cpu processors busy
 * @param memory bytes
 * @param received bytes a second
 * @param sent bytes a second
 * @param used terminals and apps that were open, at most
 * @param waiting requests that waited for a device, at most
 */
public record EnvironmentPoint(
    Instant at,
    Duration span,
    int gpus,
    boolean known,
    Optional<Double> gpu,
    Optional<Double> peak,
    Optional<Long> gpuMemory,
    Optional<Double> cpu,
    Optional<Long> memory,
    Optional<Double> received,
    Optional<Double> sent,
    int used,
    int waiting) {

  public Instant end() {
    return at.plus(span);
  }
}
