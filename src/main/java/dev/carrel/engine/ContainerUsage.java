package dev.carrel.engine;

/**
 * What a container uses.
 *
 * @param cpus processors busy, like 0.25
 * @param memory bytes, without what the kernel only caches
 * @param pids processes and threads
 */
public record ContainerUsage(double cpus, long memory, long pids) {}
