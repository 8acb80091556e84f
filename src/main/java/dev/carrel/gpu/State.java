package dev.carrel.gpu;

import dev.carrel.engine.Giving;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the inventory can be believed, and what it can be used for.
 *
 * @param problem why the last reading failed, as a sentence; a machine without GPUs has one too
 * @param remedy what an operator can do about it
 * @param asOf when the devices were last seen as they are listed; empty if never
 * @param stale the devices are as of then, and not as of now
 * @param giving how the engine gives devices to containers
 * @param driver NVIDIA's driver, like {@code 535.54.03}
 * @param cuda the newest CUDA that the driver serves, like {@code 12.2}
 */
public record State(
    Optional<String> problem,
    Optional<String> remedy,
    Optional<Instant> asOf,
    boolean stale,
    Giving giving,
    Optional<String> driver,
    Optional<String> cuda) {

  static final State UNREAD =
      new State(
          Optional.of("The GPUs have not been looked at yet."),
          Optional.empty(),
          Optional.empty(),
          true,
          Giving.NONE,
          Optional.empty(),
          Optional.empty());

  /** A good reading. */
  State read(Instant now, Optional<String> newDriver, Optional<String> newCuda) {
    return new State(
        Optional.empty(), Optional.empty(), Optional.of(now), false, giving, newDriver, newCuda);
  }

  /** No reading: what was known stays. */
  State failed(String why, String advice, boolean anyDevice) {
    return new State(
        Optional.of(why),
        Optional.of(advice).filter(text -> !text.isEmpty()),
        asOf,
        anyDevice,
        giving,
        driver,
        cuda);
  }

  State givenBy(Giving value) {
    return new State(problem, remedy, asOf, stale, value, driver, cuda);
  }

  /** When another life of the portal saw the devices. */
  State lastSeen(Optional<Instant> then) {
    return new State(problem, remedy, asOf.or(() -> then), stale, giving, driver, cuda);
  }
}
