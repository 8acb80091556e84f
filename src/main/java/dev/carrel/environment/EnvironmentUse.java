package dev.carrel.environment;

import java.math.BigDecimal;

/**
 * What an account's environments use of its limits: all kept ones, and CPUs and memory of active
 * ones.
 */
public record EnvironmentUse(long environments, BigDecimal cpus, long memory) {}
