package dev.carrel.admin;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.Figures;
import dev.carrel.gpu.board.Holding;
import dev.carrel.web.Words;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A device as operators see it.
 *
 * @param holding who has it, whatever else is said of it
 * @param restorable whether an operator's word puts it back into service
 */
record GpuLine(
    Device device, Optional<Figures> figures, Optional<Holding> holding, boolean restorable) {
  private static final int UUID_SHOWN = 17;
  private static final char NO_BREAK = '\u00a0';

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

  /** Enough to tell it from the others; the whole stands behind it. */
  public String uuid() {
    String uuid = device.uuid();
    return uuid.length() > UUID_SHOWN ? uuid.substring(0, UUID_SHOWN) + "…" : uuid;
  }

  public String load() {
    return joined(
        figures.flatMap(Figures::utilisationPercent).map(percent -> percent + " %"),
        figures.flatMap(Figures::memoryUsed).map(Words::memory));
  }

  /** A slice has its card's, which stands there. */
  public String heat() {
    Optional<Figures> own = figures.filter(one -> !device.instance());
    return joined(
        own.flatMap(Figures::power).map(watts -> Math.round(watts) + " W"),
        own.flatMap(Figures::temperature).map(celsius -> celsius + " °C"));
  }

  @SafeVarargs
  private static String joined(Optional<String>... words) {
    return Stream.of(words)
        .flatMap(Optional::stream)
        .map(word -> word.replace(' ', NO_BREAK))
        .collect(Collectors.joining(", "));
  }

  /** Follows the holder's name. What gets no new lease can be somebody's to its end. */
  public String has() {
    return switch (device.availability()) {
      case LEASED, HELD, PARTITIONED, FREE -> "has it";
      case DRAINED, LOST, FAULTY, TAKEN -> "still has it";
    };
  }

  /** Leased again as soon as the tool finds nothing wrong with it, and not before. */
  public boolean broken() {
    return device.availability() == Availability.FAULTY && !restorable;
  }

  public String question() {
    return "Take %s %s out of service?".formatted(device.model(), place());
  }
}
