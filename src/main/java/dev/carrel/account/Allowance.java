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

  private static int percent(double used, double limit) {
    return limit <= 0 ? 100 : (int) Math.min(100, Math.round(100 * used / limit));
  }

  private static String plain(BigDecimal number) {
    return number.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
