package dev.carrel.account;

import java.math.BigDecimal;
import java.util.Optional;

/** Tells what an account uses of the GPUs; whichever feature lends them out gives it. */
public interface GpuUsage {

  Used of(Account account);

  /**
   * @param devices held now, whole ones and slices
   * @param queued environments that wait
   * @param hoursThisWeek device-hours in the last seven days, weighted
   * @param hoursThisMonth device-hours since the month began, weighted
   * @param busyThisMonth of those, the hours in which the devices worked; empty where nobody
   *     measured
   */
  record Used(
      int devices,
      int queued,
      BigDecimal hoursThisWeek,
      BigDecimal hoursThisMonth,
      Optional<BigDecimal> busyThisMonth) {
    static final Used NOTHING = new Used(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty());
  }
}
