package dev.carrel.desk;

import dev.carrel.web.Words;
import java.math.BigDecimal;

/** The line under the greeting: what is running, and how much of one's limits that takes. */
final class Summary {
  private Summary() {}

  static String of(Desk desk) {
    if (desk.firstVisit()) {
      return "Nothing here yet. This is how it goes:";
    }
    if (desk.active() == 0) {
      return "Nothing is running. You may run "
          + Words.count(desk.limits().environments(), "environment")
          + ".";
    }
    return "%s running or on the way, of %d allowed; %s of %s CPUs, %s of %s memory."
        .formatted(
            Words.count(desk.active(), "environment"),
            desk.limits().environments(),
            plain(desk.cpus()),
            plain(desk.limits().cpus()),
            Words.memory(desk.memory()),
            Words.memory(desk.limits().memory()));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
