package dev.carrel.gpu.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Devices that a class has for itself for some hours.
 *
 * @param devices their ids
 * @param group all of whose members may use them
 * @param roster usernames of those who may besides
 * @param base the slug of the base image that is to be here by then
 * @param stagger the least time between two starts
 * @param retire what ran on them is retired at the end, not only stopped
 * @param by display name of the operator who made it
 */
public record Reservation(
    long id,
    String title,
    Instant from,
    Instant to,
    List<Long> devices,
    Optional<String> group,
    List<String> roster,
    Optional<String> base,
    Duration stagger,
    boolean retire,
    String by) {

  public boolean isOn(Instant now) {
    return !now.isBefore(from) && now.isBefore(to);
  }

  /** {@code the group students and 2 named}. */
  public String members() {
    String named =
        roster.isEmpty() ? "" : roster.size() == 1 ? roster.getFirst() : roster.size() + " named";
    return group
        .map(g -> "the group " + g + (named.isEmpty() ? "" : " and " + named))
        .orElse(named);
  }
}
