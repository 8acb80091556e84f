package dev.carrel.account;

import dev.carrel.web.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One limit and what is used of it, as the account's page shows it.
 *
 * @param percent 0 to 100; over the limit (it may have been lowered) counts as 100
 */
record Allowance(String label, String used, String limit, int percent) {

  static List<Allowance> all(Limits limits, Usage.Used used) {
    return List.of(
        new Allowance(
            "Environments",
            Integer.toString(used.environments()),
            Integer.toString(limits.environments()),
            percent(used.environments(), limits.environments())),
        new Allowance(
            "CPUs, running",
            plain(used.cpus()),
            plain(limits.cpus()),
            percent(used.cpus().doubleValue(), limits.cpus().doubleValue())),
        new Allowance(
            "Memory, running",
            Words.memory(used.memory()),
            Words.memory(limits.memory()),
            percent(used.memory(), limits.memory())));
  }

  /** What one may use of the GPUs; nothing to tell where one may use none. */
  static List<Allowance> ofGpus(GpuLimits limits, GpuUsage.Used used) {
    if (limits.devices() == 0) {
      return List.of();
    }
    return List.of(
        new Allowance(
            "GPUs and slices, held",
            Integer.toString(used.devices()),
            Integer.toString(limits.devices()),
            percent(used.devices(), limits.devices())),
        new Allowance(
            "GPU-hours in seven days",
            plain(used.hoursThisWeek()),
            plain(limits.hoursAWeek()),
            percent(used.hoursThisWeek().doubleValue(), limits.hoursAWeek().doubleValue())),
        new Allowance(
            "Environments that wait for a GPU",
            Integer.toString(used.queued()),
            Integer.toString(limits.queued()),
            percent(used.queued(), limits.queued())));
  }

  private static int percent(double used, double limit) {
    return limit <= 0 ? 100 : (int) Math.min(100, Math.round(100 * used / limit));
  }

  static String plain(BigDecimal number) {
    return number.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
