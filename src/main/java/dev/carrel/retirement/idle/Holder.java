package dev.carrel.retirement.idle;

import dev.carrel.environment.WhenIdle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An environment that has devices just now.
 *
 * @param groups its owner's
 * @param started when it got them
 * @param highest of a long job: the most it ever used one of them since, percent
 * @param whenIdle {@code DEMOTE} or {@code STOP}
 * @param keptUntil its owner keeps them until then
 */
record Holder(
    long environment,
    long account,
    String name,
    List<String> groups,
    Instant started,
    boolean longJob,
    Optional<Double> highest,
    WhenIdle whenIdle,
    Optional<Instant> keptUntil) {}
