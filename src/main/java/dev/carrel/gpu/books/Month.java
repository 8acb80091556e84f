package dev.carrel.gpu.books;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/**
 * The books of one month.
 *
 * @param groups who held most comes first
 * @param accounts who held most comes first; no more than {@link Books#LISTED}
 */
public record Month(YearMonth month, List<Entry> groups, List<Entry> accounts) {

  public BigDecimal held() {
    return groups.stream().map(Entry::held).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Something was measured, so that it can be said how much of the hours did work. */
  public boolean measured() {
    return groups.stream().anyMatch(group -> group.busy().signum() > 0);
  }
}
