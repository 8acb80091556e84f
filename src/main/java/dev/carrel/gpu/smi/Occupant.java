package dev.carrel.gpu.smi;

import java.util.Optional;

/**
 * A process that computes on a card.
 *
 * @param pid the machine's number of it
 * @param name its program
 * @param memory bytes on the card
 * @param gpuInstance of the slice that it uses; empty on a whole card
 */
public record Occupant(
    long pid,
    String name,
    Optional<Long> memory,
    Optional<Integer> gpuInstance,
    Optional<Integer> computeInstance) {

  boolean on(Optional<Slice> slice) {
    return slice
        .map(
            one ->
                gpuInstance.equals(Optional.of(one.gpuInstance()))
                    && computeInstance.map(id -> id == one.computeInstance()).orElse(true))
        .orElseGet(gpuInstance::isEmpty);
  }
}
