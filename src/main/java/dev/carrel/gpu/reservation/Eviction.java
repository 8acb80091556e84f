package dev.carrel.gpu.reservation;

/** A lease that is to end for a reservation. */
public record Eviction(Reservation reservation, Clash clash) {}
