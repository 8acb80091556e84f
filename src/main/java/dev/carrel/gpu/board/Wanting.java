package dev.carrel.gpu.board;

import dev.carrel.gpu.GpuRequest;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A wish for devices that waits.
 *
 * @param name the environment's
 * @param holder the account's display name
 * @param used device-hours of the account in the last seven days
 */
record Wanting(
    long request,
    long environment,
    long account,
    String name,
    String holder,
    GpuRequest wish,
    Instant queued,
    BigDecimal used) {}
