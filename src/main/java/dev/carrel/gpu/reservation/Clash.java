package dev.carrel.gpu.reservation;

import java.time.Instant;

/**
 * A lease that runs into a reservation.
 *
 * @param holder display name
 * @param ends when it is due back now; for one that is only held, when it would be
 * @param cut when it is to end because of the reservation; after the reservation's start where the
 *     notice would be too short otherwise
 */
public record Clash(
    long lease,
    long device,
    long environment,
    long account,
    String name,
    String holder,
    Instant ends,
    Instant cut) {}
