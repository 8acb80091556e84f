package dev.carrel.engine;

/**
 * A device that a container gets because its account holds a lease on it. No adapter grants any
 * yet: {@link Containers#create} refuses a specification with one.
 *
 * @param device its id, like a GPU's UUID; never an index, never a count
 */
public record DeviceGrant(String device) {}
