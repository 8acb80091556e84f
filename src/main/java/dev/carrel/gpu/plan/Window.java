package dev.carrel.gpu.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A reservation: devices that only its members get in its time.
 *
 * @param members accounts
 * @param stagger the least time between two members' starts
 * @param lastStart when a member last started in it
 */
public record Window(
    long id,
    Set<Long> devices,
    Instant from,
    Instant to,
    Set<Long> members,
    Duration stagger,
    Optional<Instant> lastStart) {

  public Window {
    devices = Set.copyOf(devices);
    members = Set.copyOf(members);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from must be before to");
    }
  }
}
