package dev.carrel.admin;

import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.reservation.Draft;
import dev.carrel.web.Problem;
import dev.carrel.web.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The form of a reservation, as it was filled in.
 *
 * @param from as a browser's date and time field gives it, in this machine's time zone
 * @param memory GB of each
 * @param roster usernames, by commas, spaces or lines
 * @param stagger seconds
 * @param wrong what is wrong, by field
 */
record ReserveForm(
    String title,
    String from,
    String to,
    String count,
    String memory,
    String model,
    String group,
    String roster,
    String base,
    String stagger,
    boolean retire,
    Map<String, String> wrong,
    String refusal) {

  ReserveForm {
    wrong = Map.copyOf(wrong);
  }

  /** Tomorrow morning, for two hours. */
  static ReserveForm proposal(Instant now) {
    LocalDateTime morning =
        LocalDateTime.ofInstant(now, ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.DAYS)
            .plusDays(1)
            .plusHours(10);
    return new ReserveForm(
        "",
        morning.toString(),
        morning.plusHours(2).toString(),
        "1",
        "",
        "",
        "",
        "",
        "",
        "10",
        true,
        Map.of(),
        "");
  }

  ReserveForm refused(Problem problem) {
    Map<String, String> fields =
        problem.violations().stream()
            .collect(
                Collectors.toMap(
                    Violation::field, Violation::message, (first, second) -> first, TreeMap::new));
    String whole =
        fields.isEmpty() ? problem.detail() + problem.advice().map(a -> " " + a).orElse("") : "";
    return with(fields, whole);
  }

  ReserveForm refused(String why) {
    return with(Map.of(), why);
  }

  private ReserveForm with(Map<String, String> fields, String whole) {
    return new ReserveForm(
        title, from, to, count, memory, model, group, roster, base, stagger, retire, fields, whole);
  }

  public String wrong(String field) {
    return wrong.get(field);
  }

  public boolean isRefused() {
    return !refusal.isEmpty();
  }

  public boolean isBase(String slug) {
    return slug.equals(base);
  }

  /**
   * @throws Problem 422 with the first field that cannot be read
   */
  Draft draft() {
    int devices = (int) number("count", count, 1, GpuRequest.MOST);
    Optional<Long> bytes =
        text(memory).map(given -> number("memory", given, 1, 100_000) * (1L << 30));
    Optional<String> name = text(model);
    if (name.filter(GpuRequest::isNoName).isPresent()) {
      throw Problem.invalid("model", "At most 80 characters, all on one line");
    }
    return new Draft(
        text(title).orElse(""),
        time("from", from),
        time("to", to),
        new GpuRequest(devices, bytes, name),
        text(group),
        names(),
        text(base),
        Duration.ofSeconds(number("stagger", text(stagger).orElse("0"), 0, 3600)),
        retire);
  }

  private List<String> names() {
    return Arrays.stream(text(roster).orElse("").split("[\\s,;]+")).toList();
  }

  private static Instant time(String field, String given) {
    try {
      return LocalDateTime.parse(text(given).orElse("")).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException e) {
      throw Problem.invalid(field, "A day and a time");
    }
  }

  private static long number(String field, String given, long least, long most) {
    try {
      long number = Long.parseLong(text(given).orElse(""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as what is out of bounds.
    }
    throw Problem.invalid(field, "A whole number, %d to %d".formatted(least, most));
  }

  private static Optional<String> text(String given) {
    return Optional.ofNullable(given).map(String::strip).filter(text -> !text.isEmpty());
  }
}
