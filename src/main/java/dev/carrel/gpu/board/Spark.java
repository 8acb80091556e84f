package dev.carrel.gpu.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The last hour of a device as lines in a picture of 120 × 34: how busy it was (a line and the area
 * below it), and its memory.
 *
 * @param words the same for who does not see it
 */
record Spark(String busy, String area, String memory, String words) {
  static final Duration SPAN = Duration.ofHours(1);

  /** Between readings that are farther apart nothing is known. */
  private static final Duration GAP = Duration.ofMinutes(4);

  private static final double WIDTH = 120;
  private static final double BOTTOM = 33;
  private static final double HEIGHT = 32;

  /**
   * A reading.
   *
   * @param busy percent; -1 where the device does not tell, as slices
   * @param memory percent
   */
  record Point(Instant at, int busy, int memory) {}

  /**
   * @param points oldest first
   */
  static Spark of(List<Point> points, Instant now) {
    Instant from = now.minus(SPAN);
    List<Point> shown =
        points.stream().filter(p -> !p.at().isBefore(from) && !p.at().isAfter(now)).toList();
    List<Point> told = shown.stream().filter(p -> p.busy() >= 0).toList();
    var busy = new StringBuilder();
    var area = new StringBuilder();
    var memory = new StringBuilder();
    for (int i = 0; i < shown.size(); i++) {
      Point point = shown.get(i);
      boolean begins = i == 0 || apart(shown.get(i - 1), point);
      memory.append(at(begins, x(point, from), y(point.memory())));
    }
    for (int i = 0; i < told.size(); i++) {
      Point point = told.get(i);
      boolean begins = i == 0 || apart(told.get(i - 1), point);
      boolean ends = i == told.size() - 1 || apart(point, told.get(i + 1));
      busy.append(at(begins, x(point, from), y(point.busy())));
      area.append(begins ? at(true, x(point, from), BOTTOM + 1) : "");
      area.append(at(false, x(point, from), y(point.busy())));
      area.append(ends ? at(false, x(point, from), BOTTOM + 1) + "Z" : "");
    }
    return new Spark(busy.toString(), area.toString(), memory.toString(), words(told));
  }

  private static String words(List<Point> told) {
    if (told.isEmpty()) {
      return "no reading of the last hour";
    }
    double mean = told.stream().mapToInt(Point::busy).average().orElse(0);
    return "busy in the last hour: %d %% on average, %d %% at the end"
        .formatted(Math.round(mean), told.getLast().busy());
  }

  private static boolean apart(Point first, Point second) {
    return Duration.between(first.at(), second.at()).compareTo(GAP) > 0;
  }

  private static String at(boolean begins, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", begins ? "M" : "L", x, y);
  }

  private static double x(Point point, Instant from) {
    return WIDTH * Duration.between(from, point.at()).toMillis() / SPAN.toMillis();
  }

  private static double y(int percent) {
    return BOTTOM - HEIGHT * Math.clamp(percent, 0, 100) / 100;
  }
}
