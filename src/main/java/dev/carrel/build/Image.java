package dev.carrel.build;

import java.time.Instant;

/**
 * A built image of an account. Others may hold the same image of the engine under names of theirs.
 *
 * @param reference {@code carrel-<user>/<recipe>:<revision>}
 * @param engineId {@code sha256:…}, what containers are made from
 * @param size bytes, the base's layers included
 */
public record Image(
    long id,
    long account,
    String reference,
    String engineId,
    String recipe,
    int revision,
    long size,
    Instant built) {}
