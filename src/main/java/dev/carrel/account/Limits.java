package dev.carrel.account;

import java.math.BigDecimal;

/**
 * How much one account may use at a time.
 *
 * @param environments that are not retired
 * @param cpus over all running environments
 * @param memory over all running environments, bytes
 * @param hours the longest life of one environment
 * @param disk what people are told about disk space; nothing enforces it, empty when there is
 *     nothing to tell
 * @param gpus of GPUs
 */
public record Limits(
    int environments,
    BigDecimal cpus,
    long memory,
    BigDecimal hours,
    String disk,
    GpuLimits gpus) {}
