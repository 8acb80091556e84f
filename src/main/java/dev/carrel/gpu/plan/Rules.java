package dev.carrel.gpu.plan;

import java.time.Duration;

/**
 * What a site decides about its queue.
 *
 * @param halfLife after which an hour used counts half
 * @param hold how long devices wait to be picked up
 * @param patience who waited longer goes first, whatever they used: so nobody starves
 */
public record Rules(Duration halfLife, Duration hold, Duration patience) {
  public static final Rules SHIPPED =
      new Rules(Duration.ofDays(7), Duration.ofMinutes(15), Duration.ofHours(8));

  public Rules {
    if (!halfLife.isPositive()) {
      throw new IllegalArgumentException("halfLife must be positive");
    }
    if (hold.isNegative() || patience.isNegative()) {
      throw new IllegalArgumentException("hold and patience must not be negative");
    }
  }
}
