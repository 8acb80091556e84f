package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
  static String wanted(GpuRequest wants, List<Device> devices) {
    return number(wants.count())
        + " "
        + kind(wants, devices)
        + (wants.count() > 1 && memory(wants) ? " each" : "");
  }

  /** {@code A100 with 40 GB or more}. */
  static String kind(GpuRequest wants, List<Device> devices) {
    String noun =
        wants
            .model()
            .map(model -> spelt(model.strip(), devices))
            .orElse(wants.count() == 1 ? "GPU" : "GPUs");
    return noun + wants.memory().map(bytes -> " with " + size(bytes) + " or more").orElse("");
  }

  /** As the devices' own names have it: {@code RTX 6000 Ada} for {@code rtx 6000 ada}. */
  private static String spelt(String model, List<Device> devices) {
    return devices.stream()
        .map(Device::model)
        .flatMap(
            name -> {
              int at = name.toLowerCase(Locale.ROOT).indexOf(model.toLowerCase(Locale.ROOT));
              return at < 0
                  ? Stream.<String>empty()
                  : Stream.of(name.substring(at, Math.min(name.length(), at + model.length())));
            })
        .findFirst()
        .orElse(model);
  }

  static String size(long bytes) {
    return Math.max(1, Math.round((double) bytes / GIBI)) + " GB";
  }

  private static boolean memory(GpuRequest wants) {
    return wants.memory().isPresent();
  }
}
