package dev.carrel.gpu.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a device did in one stretch of time.
 *
 * @param at its beginning
 * @param utilisation percent, the mean; empty for a slice on which something ran
 * @param peak percent, the highest reading
 * @param memory bytes, the mean
 * @param power watts
 * @param temperature degrees Celsius
 */
public record DevicePoint(
    Instant at,
    Duration span,
    Optional<Double> utilisation,
    Optional<Double> peak,
    long memory,
    Optional<Double> power,
    Optional<Double> temperature) {}
