package dev.carrel.workspace;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A folder that outlives containers.
 *
 * @param path on the host; belongs to the account
 * @param bytes as counted at {@code measured}; empty until then
 */
public record Workspace(
    long id,
    long account,
    String name,
    Path path,
    Instant created,
    OptionalLong bytes,
    Optional<Instant> measured) {}
