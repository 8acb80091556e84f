package dev.carrel.gpu.reservation;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuWords;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reservations as people say them. */
@TemplateExtension
public final class ReservedWords {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private ReservedWords() {}

  /** {@code tomorrow 10:00 to 12:00}. */
  public static String when(Reservation one) {
    return when(one.from(), one.to());
  }

  static String when(Instant from, Instant to) {
    String end = day(from).equals(day(to)) ? HOUR.format(to) : GpuWords.clock(to);
    return GpuWords.clock(from) + " to " + end;
  }

  /** {@code two A100 80 GB, one 1g.10gb of an A100}. */
  public static String kinds(List<Device> devices) {
    return devices.stream()
        .collect(Collectors.groupingBy(GpuWords::kind, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(kind -> GpuWords.number(kind.getValue().intValue()) + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneId.systemDefault());
  }
}
