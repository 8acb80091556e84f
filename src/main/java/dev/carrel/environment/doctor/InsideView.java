package dev.carrel.environment.doctor;

import dev.carrel.engine.ExecResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code nvidia-smi -L} says inside, against what the environment leases. */
final class InsideView {

  private static final Pattern UUID = Pattern.compile("\\(UUID: ((?:GPU|MIG)-[^)]+)\\)");
  private static final int NOT_FOUND = 127;
  private static final int NOT_RUNNABLE = 126;

  private InsideView() {}

  static Finding judge(ExecResult result, List<String> leased) {
    String output = result.output();
    if (output.contains("Failed to initialize NVML")) {
      return lost(output);
    }
    if (result.exitCode() == ExecResult.TIMED_OUT) {
      return Finding.bad(
          "nvidia-smi hangs inside",
          "It gave no answer in time: the driver waits for a GPU.",
          "Tell the operators; the machine may have to be restarted.");
    }
    if (result.exitCode() == NOT_FOUND || result.exitCode() == NOT_RUNNABLE) {
      return Finding.bad(
          "There is no nvidia-smi inside",
          "The engine gave the container devices without the driver's programs, or none at all.",
          "Stop the environment and start it again. If that does not help, tell the operators: NVIDIA's Container Toolkit is to be looked at.");
    }
    if (result.exitCode() != 0) {
      return Finding.bad(
          "nvidia-smi fails inside",
          "It says: " + firstLine(output),
          "Stop the environment and start it again. If that does not help, tell the operators.");
    }
    return compared(seen(output), new TreeSet<>(leased));
  }

  /** A slice's list names its card as well. */
  private static Set<String> seen(String output) {
    Set<String> all =
        UUID.matcher(output).results().map(match -> match.group(1)).collect(Collectors.toSet());
    return all.stream()
        .filter(
            uuid -> uuid.startsWith("MIG-") || all.stream().noneMatch(o -> o.startsWith("MIG-")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Finding compared(Set<String> seen, Set<String> leased) {
    if (seen.equals(leased)) {
      return Finding.good("nvidia-smi sees what is leased", String.join(", ", seen));
    }
    Set<String> missing = new TreeSet<>(leased);
    missing.removeAll(seen);
    return Finding.bad(
        missing.isEmpty()
            ? "nvidia-smi sees more than is leased"
            : "A leased GPU is not seen inside",
        "Leased: %s. Seen: %s.".formatted(words(leased), words(seen)),
        "Stop the environment and start it again. If that does not help, tell the operators.");
  }

  private static Finding lost(String output) {
    return Finding.bad(
        "The container has lost its GPUs",
        "nvidia-smi says: %s. That comes of a reload of the machine's services (systemctl daemon-reload) while the container ran: its right to use the devices was taken with it."
            .formatted(firstLine(output)),
        "Save your work, stop the environment and start it again. Operators: giving devices by CDI keeps it from coming again.");
  }

  private static String words(Set<String> uuids) {
    return uuids.isEmpty() ? "none" : String.join(", ", uuids);
  }

  private static String firstLine(String output) {
    String line =
        output.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("nothing");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
