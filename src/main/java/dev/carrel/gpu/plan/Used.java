package dev.carrel.gpu.plan;

/**
 * What an account used on behalf of a group.
 *
 * @param hours weighted device-hours, the older the less they count: see {@link Decay}
 */
public record Used(long account, String group, double hours) {}
