package dev.carrel.account;

import java.math.BigDecimal;

/**
 * How much of the GPUs one account may use.
 *
 * @param devices held at a time, whole ones and slices
 * @param hours the longest lease
 * @param hoursAWeek device-hours in seven days, weighted: an hour of a slice counts its share
 * @param queued environments that may wait for devices at a time
 * @param priority the higher goes first among those with an equal share used
 */
public record GpuLimits(
    int devices, BigDecimal hours, BigDecimal hoursAWeek, int queued, int priority) {
  public static final GpuLimits NONE = new GpuLimits(0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

  static final GpuLimits SHIPPED = new GpuLimits(2, new BigDecimal(24), new BigDecimal(100), 3, 0);
}
