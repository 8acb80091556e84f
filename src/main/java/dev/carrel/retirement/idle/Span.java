package dev.carrel.retirement.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** How much of an environment's life is looked at. */
enum Span {
  HOURS("2h", "2 hours", Duration.ofHours(2)),
  DAY("1d", "a day", Duration.ofDays(1)),
  WEEK("7d", "a week", Duration.ofDays(7)),
  LIFE("life", "its life", Duration.ofDays(730));

  private final String word;
  private final String title;
  private final Duration length;

  Span(String word, String title, Duration length) {
    this.word = word;
    this.title = title;
    this.length = length;
  }

  public String word() {
    return word;
  }

  public String title() {
    return title;
  }

  Instant from(Instant now) {
    return now.minus(length);
  }

  static List<Span> all() {
    return List.of(values());
  }

  /** The shortest that shows all of it, unless one is named. */
  static Span of(String word, Duration age) {
    return Arrays.stream(values())
        .filter(span -> span.word.equals(word))
        .findFirst()
        .orElseGet(
            () ->
                Arrays.stream(values())
                    .filter(span -> span.length.compareTo(age) >= 0)
                    .findFirst()
                    .orElse(LIFE));
  }
}
