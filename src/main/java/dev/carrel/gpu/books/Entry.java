package dev.carrel.gpu.books;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One line of the books.
 *
 * @param name an account's display name, or a group
 * @param detail what tells two of one name apart, like a user name; may be empty
 * @param held device-hours, an hour of a slice counting its share
 * @param busy device-hours of those in which the devices worked, as they were measured
 */
public record Entry(String name, String detail, BigDecimal held, BigDecimal busy) {

  /** How much of the most that anybody held, in percent: for a bar. */
  public int of(Entry most) {
    return percent(held, most.held);
  }

  /** The part of {@link #held} that did work, in percent. */
  public int worked() {
    return percent(busy, held);
  }

  private static int percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0
        ? 0
        : part.movePointRight(2)
            .divide(whole, 0, RoundingMode.HALF_UP)
            .min(new BigDecimal(100))
            .intValue();
  }
}
