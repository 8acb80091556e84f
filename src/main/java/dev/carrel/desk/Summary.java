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
    int most = desk.limits().environments();
    if (desk.environments().isEmpty()) {
      return "Nothing is launched; you may have %s at a time."
          .formatted(Words.count(most, "environment"));
    }
    String kept =
        "%d of %s".formatted(desk.environments().size(), Words.count(most, "environment"));
    if (desk.active() == 0) {
      return kept + ", none of them running.";
    }
    String gpus =
        desk.devices() == 0
            ? ""
            : ", %d of %s"
                .formatted(desk.devices(), Words.count(desk.limits().gpus().devices(), "GPU"));
    return "%s%s; in use %s of %s CPUs and %s of %s memory."
        .formatted(
            kept,
            gpus,
            plain(desk.cpus()),
            plain(desk.limits().cpus()),
            Words.memory(desk.memory()),
            Words.memory(desk.limits().memory()));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
