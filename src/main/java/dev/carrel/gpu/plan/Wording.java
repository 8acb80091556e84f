package dev.carrel.gpu.plan;

import dev.carrel.gpu.GpuRequest;
import java.util.List;
import java.util.Locale;

/** Devices and numbers as people say them. */
final class Wording {
  private static final long GIBI = 1L << 30;
  private static final List<String> NUMBERS =
      List.of("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private Wording() {}

  static String number(int number) {
    return number < NUMBERS.size() ? NUMBERS.get(number) : String.valueOf(number);
  }

  /** {@code two A100 with 40 GB or more each}. */
  static String wanted(GpuRequest wants) {
    return number(wants.count())
        + " "
        + kind(wants)
        + (wants.count() > 1 && memory(wants) ? " each" : "");
  }

  /** {@code A100 with 40 GB or more}. */
  static String kind(GpuRequest wants) {
    String noun =
        wants
            .model()
            .map(model -> model.strip().toUpperCase(Locale.ROOT))
            .orElse(wants.count() == 1 ? "GPU" : "GPUs");
    return noun + wants.memory().map(bytes -> " with " + size(bytes) + " or more").orElse("");
  }

  static String size(long bytes) {
    return Math.max(1, Math.round((double) bytes / GIBI)) + " GB";
  }

  private static boolean memory(GpuRequest wants) {
    return wants.memory().isPresent();
  }
}
