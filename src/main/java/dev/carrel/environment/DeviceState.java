package dev.carrel.environment;

import dev.carrel.gpu.Standing;
import java.util.Optional;

/**
 * Where an environment stands with devices.
 *
 * @param wanted whether it is not to run without any
 * @param standing empty if it neither waits for devices nor has any
 * @param fitting whether the container, if there is one, was made for exactly those that it has
 *     picked up
 */
record DeviceState(boolean wanted, Optional<Standing.State> standing, boolean fitting) {

  /** Wants none and has none. */
  static final DeviceState NONE = new DeviceState(false, Optional.empty(), true);

  boolean leased() {
    return standing.filter(state -> state == Standing.State.LEASED).isPresent();
  }

  /** Has to wait or to pick up before it may run. */
  boolean missing() {
    return wanted && !leased();
  }

  /** The container must not run: it has devices that are not leased to it. */
  boolean trespassing() {
    return missing() || !fitting;
  }

  /** Has something to give back, or a place in the queue to leave. */
  boolean owing() {
    return standing.isPresent();
  }
}
