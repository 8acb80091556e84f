package dev.carrel.retirement.idle;

import dev.carrel.environment.WhenIdle;
import java.time.Instant;
import java.util.Optional;

/**
 * An environment that has devices just now.
 *
 * @param started when it got them
 * @param used whether it ever used one of them since
 * @param whenIdle {@code DEMOTE} or {@code STOP}
 * @param keptUntil its owner keeps them until then
 */
record Holder(
    long environment,
    long account,
    String name,
    Instant started,
    boolean longJob,
    boolean used,
    WhenIdle whenIdle,
    Optional<Instant> keptUntil) {}
