package dev.carrel.admin;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.Figures;
import dev.carrel.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A device as operators see it. */
record GpuLine(Device device, Optional<Figures> figures) {

  public String title() {
    return device.profile().map(profile -> "Slice " + profile).orElse(device.model());
  }

  /** The tool's number, as operators know it. */
  public String place() {
    return device.instance() ? "" : Integer.toString(device.ordinal());
  }

  public String state() {
    return switch (device.availability()) {
      case LOST, FAULTY -> "failed";
      case LEASED -> "running";
      case HELD -> "queued";
      case DRAINED, TAKEN -> "warn";
      case PARTITIONED, FREE -> "stopped";
    };
  }

  public String words() {
    return switch (device.availability()) {
      case LOST -> "lost";
      case FAULTY -> "faulty";
      case LEASED -> "leased";
      case HELD -> "held";
      case DRAINED -> "drained";
      case TAKEN -> "taken";
      case PARTITIONED -> "in slices";
      case FREE -> "free";
    };
  }

  public String about() {
    return Words.memory(device.memory())
        + device.computeCapability().map(cc -> ", compute " + cc).orElse("");
  }

  public String now() {
    List<String> words = new ArrayList<>();
    figures.flatMap(Figures::utilisationPercent).ifPresent(u -> words.add(u + " %"));
    figures.flatMap(Figures::memoryUsed).ifPresent(m -> words.add(Words.memory(m)));
    figures.flatMap(Figures::power).ifPresent(p -> words.add(Math.round(p) + " W"));
    figures
        .filter(f -> !device.instance())
        .flatMap(Figures::temperature)
        .ifPresent(t -> words.add(t + " °C"));
    return words.stream().collect(Collectors.joining(", "));
  }

  public boolean drained() {
    return device.availability() == Availability.DRAINED;
  }
}
