package dev.carrel.environment;

/** A CDI event: the environment's container is gone for good. */
public record EnvironmentRetired(long id, long account) {}
