package dev.carrel.gpu;

import java.util.Set;

/**
 * Where an environment stands that wants devices and has not given them back.
 *
 * @param devices the UUIDs of those that it holds; empty while it waits
 */
public record Standing(long environment, State state, Set<String> devices) {

  /** How far it has come. */
  public enum State {
    /** In the queue. */
    WAITING,
    /** Its devices are set aside for it, to be picked up. */
    HELD,
    /** It has picked them up. */
    LEASED
  }

  public Standing {
    devices = Set.copyOf(devices);
  }
}
