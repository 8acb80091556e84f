package dev.carrel.retirement.idle;

import java.time.Instant;

/**
 * Somebody keeps GPUs that do nothing.
 *
 * @param environment its name
 * @param reason what the person said
 */
record Kept(String username, String environment, Instant since, Instant until, String reason) {}
