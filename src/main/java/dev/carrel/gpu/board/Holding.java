package dev.carrel.gpu.board;

import java.time.Instant;
import java.util.Optional;

/**
 * A live lease with the names that people know.
 *
 * @param name the environment's
 * @param holder the account's display name
 * @param heldUntil set while it waits to be picked up
 * @param ends set once its environment took it
 */
public record Holding(
    long device,
    long environment,
    long account,
    String name,
    String holder,
    Instant granted,
    Optional<Instant> heldUntil,
    Optional<Instant> ends) {

  public boolean held() {
    return heldUntil.isPresent();
  }

  /** When it goes to others: soon if nobody picks it up, else when it is due back. */
  public Optional<Instant> until() {
    return heldUntil.or(() -> ends);
  }
}
