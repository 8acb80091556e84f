package dev.carrel.gpu.reservation;

import dev.carrel.gpu.GpuRequest;
import dev.carrel.web.Problem;
import dev.carrel.web.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A reservation that somebody would like to make. */
public record Draft(
    String title,
    Instant from,
    Instant to,
    GpuRequest wants,
    Optional<String> group,
    List<String> roster,
    Optional<String> base,
    Duration stagger,
    boolean retire) {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration FURTHEST = Duration.ofDays(731);
  private static final int MOST_NAMED = 500;
  private static final int LONGEST_NAME = 200;
  private static final String NAME = "a name of at most " + LONGEST_NAME + " characters";

  public Draft {
    roster =
        roster.stream()
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
  }

  /**
   * @throws Problem 422 with each field that is wrong
   */
  void check(Instant now) {
    List<Violation> wrong = new ArrayList<>();
    if (title == null || title.isBlank() || title.length() > 80 || hasControls(title)) {
      wrong.add(new Violation("title", "Say what for, in 1 to 80 characters"));
    }
    if (!to.isAfter(from)) {
      wrong.add(new Violation("to", "The end must come after the start"));
    } else if (!to.isAfter(now)) {
      wrong.add(new Violation("to", "This is over already"));
    } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      wrong.add(new Violation("to", "At most 31 days at a time"));
    } else if (Duration.between(now, from).compareTo(FURTHEST) > 0) {
      wrong.add(new Violation("from", "At most two years ahead"));
    }
    if (group.isEmpty() && roster.isEmpty()) {
      wrong.add(new Violation("group", "Name a group, or people"));
    }
    if (group.filter(Draft::isNoName).isPresent()) {
      wrong.add(new Violation("group", "Give " + NAME));
    }
    if (base.filter(Draft::isNoName).isPresent()) {
      wrong.add(new Violation("base", "Give " + NAME));
    }
    if (roster.stream().anyMatch(Draft::isNoName)) {
      wrong.add(new Violation("roster", "Each is " + NAME));
    } else if (roster.size() > MOST_NAMED) {
      wrong.add(new Violation("roster", "At most " + MOST_NAMED + " names; use a group instead"));
    }
    if (stagger.isNegative() || stagger.compareTo(Duration.ofHours(1)) > 0) {
      wrong.add(new Violation("stagger", "0 to 3600 seconds"));
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong);
    }
  }

  private static boolean isNoName(String name) {
    return name.length() > LONGEST_NAME || hasControls(name);
  }

  /** Also what turns the direction of the text behind it, or breaks a line. */
  private static boolean hasControls(String text) {
    return text.chars()
        .anyMatch(
            c ->
                Character.isISOControl(c)
                    || c >= '\u2028' && c <= '\u202e'
                    || c >= '\u2066' && c <= '\u2069');
  }
}
