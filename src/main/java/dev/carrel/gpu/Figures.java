package dev.carrel.gpu;

import java.time.Instant;
import java.util.Optional;

/**
 * How busy a device was at the last reading. A slice has neither utilisation nor power of its own:
 * NVIDIA's tool tells them of whole devices only.
 *
 * @param utilisationPercent of the time in which something ran on it
 * @param memoryUsed bytes
 * @param power watts
 * @param temperature degrees Celsius; a slice has its device's
 * @param processes that compute on it, whoever's
 */
public record Figures(
    Optional<Integer> utilisationPercent,
    Optional<Long> memoryUsed,
    Optional<Double> power,
    Optional<Integer> temperature,
    int processes,
    Instant at) {}
