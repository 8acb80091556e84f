package dev.carrel.gpu.reservation;

import java.time.Instant;

/**
 * A lease that was shortened for a reservation which was cancelled.
 *
 * @param name the environment's
 * @param title the reservation's
 * @param until when it is due back now: as before, or when another reservation begins
 */
public record Relief(long environment, long account, String name, String title, Instant until) {}
