package dev.carrel.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * What a running container has used so far, and uses now.
 *
 * @param cpu time of processors since it started
 * @param memory bytes, without what the kernel only caches
 * @param received bytes over its network since it started; empty where that cannot be read
 * @param sent likewise
 */
public record ContainerMeter(
    Duration cpu, long memory, Optional<Long> received, Optional<Long> sent) {}
