package dev.carrel.gpu.smi;

import java.util.Optional;

/**
 * How busy a card is. Each figure is empty where the tool does not tell it, as the utilisation of
 * one in MIG mode.
 *
 * @param utilisation percent of the time in which something ran on it
 * @param memoryUsed bytes
 * @param power watts
 * @param temperature degrees Celsius
 */
public record Load(
    Optional<Integer> utilisation,
    Optional<Long> memoryUsed,
    Optional<Double> power,
    Optional<Integer> temperature) {}
