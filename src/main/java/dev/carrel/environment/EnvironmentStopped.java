package dev.carrel.environment;

/** A CDI event: the environment's processes have ended, for whatever reason. */
public record EnvironmentStopped(long id, long account) {}
