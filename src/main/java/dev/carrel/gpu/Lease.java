package dev.carrel.gpu;

import java.time.Instant;
import java.util.Optional;

/**
 * One device bound to one environment.
 *
 * @param environment the id of the environment
 * @param account its owner's id
 * @param name the environment's name
 * @param granted when the device was set aside for it
 * @param heldUntil when the device goes to the next unless its environment took it; empty once it
 *     did
 * @param started when its environment took it
 * @param ends when it is due back
 * @param pickUpBy when it goes to the next unless somebody was there; empty where nobody has to be,
 *     or somebody was
 */
public record Lease(
    long id,
    Device device,
    long request,
    long environment,
    long account,
    String name,
    Instant granted,
    Optional<Instant> heldUntil,
    Optional<Instant> started,
    Optional<Instant> ends,
    Optional<Instant> pickUpBy) {

  public boolean held() {
    return heldUntil.isPresent();
  }
}
