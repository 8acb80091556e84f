package dev.carrel.gpu.smi;

import java.util.Optional;

/**
 * A MIG instance: what CUDA takes for a device.
 *
 * @param index its place on the card
 * @param uuid like {@code MIG-7839bf6f-…}; on drivers before R470 {@code MIG-GPU-…/2/0}
 * @param profile like {@code 2g.24gb}, or {@code 1c.3g.40gb} for a part of such
 * @param memory bytes
 * @param memoryUsed bytes
 */
public record Slice(
    int index,
    int gpuInstance,
    int computeInstance,
    Optional<String> uuid,
    Optional<String> profile,
    long memory,
    Optional<Long> memoryUsed) {

  Slice named(Optional<String> newUuid, Optional<String> newProfile) {
    return new Slice(
        index,
        gpuInstance,
        computeInstance,
        uuid.or(() -> newUuid),
        profile.or(() -> newProfile),
        memory,
        memoryUsed);
  }
}
