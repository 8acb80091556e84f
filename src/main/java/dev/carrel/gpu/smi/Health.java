package dev.carrel.gpu.smi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a card may be used, and whether it is slowed down. What the counters mean is told in
 * NVIDIA's "GPU Memory Error Management" and in the tool's manual.
 */
final class Health {

  private static final String RESET = "Reset it (nvidia-smi --gpu-reset) or restart the machine.";
  private static final String REPLACE = "Have it replaced.";

  /** Their name changed with driver 535. */
  private static final List<String> REASONS =
      List.of("clocks_event_reasons", "clocks_throttle_reasons");

  /** Power caps, idleness and set clocks are no trouble. */
  private static final Map<String, String> SLOW =
      Map.of(
          "hw_thermal_slowdown", "it is too hot",
          "sw_thermal_slowdown", "it is too hot",
          "hw_power_brake_slowdown", "its power supply asks for it",
          "hw_slowdown", "its hardware asks for it");

  private Health() {}

  static Optional<String> fault(Element gpu) {
    return Stream.of(silence(gpu), recovery(gpu), memory(gpu))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> silence(Element gpu) {
    return Stream.of(
            "utilization/gpu_util",
            "fb_memory_usage/total",
            "fb_memory_usage/used",
            "temperature/gpu_temp")
        .flatMap(path -> gpu.raw(path).stream())
        .filter(Unknown::isError)
        .findFirst()
        .map(
            word ->
                "The driver gets no answer from it (%s). Restart the machine; if it comes again, have it looked at."
                    .formatted(word));
  }

  private static Optional<String> recovery(Element gpu) {
    if (gpu.says("gpu_reset_status/reset_required", "yes")
        || gpu.says("gpu_reset_status/drain_and_reset_recommended", "yes")) {
      return Optional.of("The driver asks for its reset. " + RESET);
    }
    return gpu.text("gpu_recovery_action")
        .filter(action -> !action.equalsIgnoreCase("none"))
        .map(action -> "The driver asks for this to recover it: %s. %s".formatted(action, RESET));
  }

  private static Optional<String> memory(Element gpu) {
    if (gpu.says("remapped_rows/remapped_row_failure", "yes")
        || gpu.says("ecc_errors/unrepairable_memory", "yes")
        || gpu.says("ecc_errors/aggregate/sram_threshold_exceeded", "yes")) {
      return Optional.of("Its memory is beyond repair. " + REPLACE);
    }
    if (gpu.says("remapped_rows/remapped_row_pending", "yes")
        || gpu.says("retired_pages/pending_retirement", "yes")
        || gpu.says("retired_pages/pending_blacklist", "yes")) {
      return Optional.of("A part of its memory failed and waits to be replaced by spare. " + RESET);
    }
    return Optional.empty();
  }

  static String eccWords(long errors) {
    return "Its memory had %d uncorrectable ECC %s since the driver was loaded. %s"
        .formatted(errors, errors == 1 ? "error" : "errors", RESET);
  }

  static long uncorrectable(Element gpu) {
    Stream<String> newer =
        Stream.of(
                "dram_uncorrectable",
                "sram_uncorrectable",
                "sram_uncorrectable_parity",
                "sram_uncorrectable_secded")
            .map("ecc_errors/volatile/"::concat);
    return Stream.concat(newer, Stream.of("ecc_errors/volatile/double_bit/total"))
        .flatMap(path -> gpu.number(path).stream())
        .mapToLong(Double::longValue)
        .sum();
  }

  static Optional<String> slowed(Element gpu) {
    return REASONS.stream()
        .flatMap(name -> gpu.child(name).stream())
        .flatMap(reasons -> reasons.all().stream())
        .filter(reason -> reason.text().equalsIgnoreCase("active"))
        .flatMap(
            reason ->
                SLOW.entrySet().stream().filter(e -> reason.name().endsWith("_" + e.getKey())))
        // The plainest of several: "hw_slowdown" is said with each of the others.
        .sorted((a, b) -> b.getKey().length() - a.getKey().length())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
