package dev.carrel.gpu;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Devices, wishes and expectations as people say them. */
public final class GpuWords {
  private static final Pattern MAKER =
      Pattern.compile("^((NVIDIA|Tesla|GeForce|Quadro)\\s+)+", Pattern.CASE_INSENSITIVE);
  private static final Pattern BUILT_AS =
      Pattern.compile(
          "[ -](SXM\\d*|PCIe?|HBM\\w*|NVL|\\d+ ?GB|Generation|Laptop)\\b.*",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> NUMBERS =
      List.of(
          "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");
  private static final List<String> PLACES =
      List.of(
          "",
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth");
  private static final DateTimeFormatter HOUR = format("HH:mm");
  private static final DateTimeFormatter WEEKDAY = format("EEE HH:mm");
  private static final DateTimeFormatter DATE = format("d MMM HH:mm");
  private static final long GIGABYTE = 1L << 30;

  private GpuWords() {}

  /**
   * {@code A100} of {@code NVIDIA A100-SXM4-80GB}: always a part of the name, so that it can be
   * asked for.
   */
  public static String brief(String model) {
    String name = MAKER.matcher(model.strip()).replaceFirst("");
    return BUILT_AS.matcher(name).replaceFirst("");
  }

  /** {@code 80 GB}, as they are sold: what a device itself keeps of it is not taken off. */
  public static String gigabytes(long bytes) {
    return Math.max(1, Math.round((double) bytes / GIGABYTE)) + " GB";
  }

  /** {@code A100 80 GB}, {@code 3g.40gb of an A100}. */
  @TemplateExtension
  public static String kind(Device device) {
    String name = brief(device.model());
    return device
        .profile()
        .map(profile -> "%s of %s %s".formatted(profile, article(name), name))
        .orElseGet(() -> name + " " + gigabytes(device.memory()));
  }

  /**
   * {@code one GPU}, {@code two GPUs like “a100” of at least 40 GB each}: a model is quoted, for it
   * is what somebody typed and no device's name.
   */
  public static String wish(GpuRequest request) {
    return wish(request, List.of());
  }

  /**
   * {@code two A100 of at least 40 GB each}: a model that is part of the name of one of these
   * devices, as that name has it.
   */
  public static String wish(GpuRequest request, List<Device> devices) {
    String any = request.count() == 1 ? "GPU" : "GPUs";
    String noun =
        request
            .model()
            .map(model -> model.strip().replaceAll("\\s+", " "))
            .map(model -> spelt(model, devices).orElse(any + " like “" + model + "”"))
            .orElse(any);
    String memory =
        request
            .memory()
            .map(bytes -> " of at least " + gigabytes(bytes) + (request.count() > 1 ? " each" : ""))
            .orElse("");
    return number(request.count()) + " " + noun + memory;
  }

  /** {@code RTX 6000 Ada} for {@code rtx 6000 ada}. */
  private static Optional<String> spelt(String model, List<Device> devices) {
    return devices.stream()
        .map(Device::model)
        .filter(name -> at(name, model) >= 0)
        .map(name -> name.substring(at(name, model), at(name, model) + model.length()))
        .findFirst();
  }

  private static int at(String name, String part) {
    return IntStream.rangeClosed(0, name.length() - part.length())
        .filter(start -> name.regionMatches(true, start, part, 0, part.length()))
        .findFirst()
        .orElse(-1);
  }

  /** {@code one} to {@code twelve}, then digits. */
  public static String number(int number) {
    return number >= 0 && number < NUMBERS.size() ? NUMBERS.get(number) : Integer.toString(number);
  }

  /** {@code first} to {@code twelfth}, then {@code 13th}. */
  public static String place(int position) {
    if (position > 0 && position < PLACES.size()) {
      return PLACES.get(position);
    }
    int last = position % 10;
    boolean teen = position % 100 / 10 == 1;
    return position
        + (teen || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd");
  }

  /** {@code 16:10}, {@code tomorrow 09:10}, {@code Wed 09:10}, {@code 24 Dec 09:10}. */
  @TemplateExtension
  public static String clock(Instant at) {
    return clock(at, now());
  }

  public static String clock(Instant at, Instant now) {
    ZonedDateTime there = at.atZone(ZoneId.systemDefault());
    LocalDate today = now.atZone(ZoneId.systemDefault()).toLocalDate();
    long days = ChronoUnit.DAYS.between(today, there.toLocalDate());
    return days == 0
        ? HOUR.format(there)
        : days == 1
            ? "tomorrow " + HOUR.format(there)
            : (days > 0 && days < 7 ? WEEKDAY : DATE).format(there);
  }

  /** When it is likely to start: {@code 16:10 to 17:00}, in steps of five minutes. */
  @TemplateExtension
  public static String when(Outlook outlook) {
    return when(outlook, now());
  }

  static String when(Outlook outlook, Instant now) {
    if (outlook.away()) {
      return "once somebody is there";
    }
    var earliest = outlook.earliest().map(at -> step(at.isBefore(now) ? now : at, false));
    var latest = outlook.latest().map(at -> step(at.isBefore(now) ? now : at, true));
    if (earliest.isPresent() && latest.isPresent()) {
      Duration apart = Duration.between(earliest.get(), latest.get());
      return apart.compareTo(Duration.ofMinutes(10)) <= 0
          ? "about " + clock(latest.get(), now)
          : clock(earliest.get(), now) + " to " + clockAfter(earliest.get(), latest.get(), now);
    }
    return earliest
        .map(at -> "not before " + clock(at, now))
        .or(() -> latest.map(at -> "by " + clock(at, now)))
        .orElse("cannot be told yet");
  }

  /** {@code 14 h}, {@code 0.4 h}. */
  @TemplateExtension
  public static String deviceHours(BigDecimal hours) {
    int digits = hours.abs().compareTo(BigDecimal.TEN) < 0 ? 1 : 0;
    BigDecimal rounded = hours.setScale(digits, RoundingMode.HALF_UP);
    return (rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString()) + " h";
  }

  /** The same of the end of a time, without the day where it is the beginning's. */
  public static String clockAfter(Instant from, Instant to, Instant now) {
    ZoneId zone = ZoneId.systemDefault();
    return from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate())
        ? HOUR.format(to)
        : clock(to, now);
  }

  private static Instant step(Instant at, boolean up) {
    long seconds = Duration.ofMinutes(5).toSeconds();
    long steps = Math.floorDiv(at.getEpochSecond() + (up ? seconds - 1 : 0), seconds);
    return Instant.ofEpochSecond(steps * seconds);
  }

  private static String article(String name) {
    return !name.isEmpty() && "AEFHILMNORSX".indexOf(Character.toUpperCase(name.charAt(0))) >= 0
        ? "an"
        : "a";
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneId.systemDefault());
  }

  private static Instant now() {
    return Arc.container().instance(Clock.class).get().instant();
  }
}
