package dev.carrel.engine;

import java.math.BigDecimal;

/**
 * What a container may use.
 *
 * @param cpus processors, like 1.5
 * @param memory bytes; swap is not given on top
 * @param pids processes and threads
 * @param sharedMemory bytes of {@code /dev/shm}
 * @param openFiles file descriptors of a process; 0 for the engine's own default (more than the
 *     engine itself may have cannot be given everywhere)
 */
public record ResourceLimits(
    BigDecimal cpus, long memory, int pids, long sharedMemory, int openFiles) {

  static final ResourceLimits SMALL =
      new ResourceLimits(BigDecimal.ONE, 512L << 20, 512, 64L << 20, 0);

  public ResourceLimits {
    if (cpus.signum() <= 0) {
      throw new IllegalArgumentException("cpus must be above 0, not " + cpus);
    }
    // Below 6 MiB the engine refuses; say so before it is asked.
    if (memory < 6L << 20) {
      throw new IllegalArgumentException("memory must be at least 6m, not " + memory);
    }
    if (pids < 1 || sharedMemory < 1 || openFiles < 0) {
      throw new IllegalArgumentException(
          "pids and sharedMemory must be above 0, openFiles not below");
    }
  }

  /** With room for what research code needs: many threads, half of the memory as shared memory. */
  public static ResourceLimits of(BigDecimal cpus, long memory) {
    return new ResourceLimits(cpus, memory, 4096, memory / 2, 0);
  }
}
