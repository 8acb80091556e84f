package dev.carrel.web;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Times as people say them. The browser goes on counting in the same words
 * (ui-assets/src/js/times.js).
 */
@TemplateExtension
public final class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss z", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private Times() {}

  /** "5 minutes ago", "in 2 hours". */
  public static String ago(Instant at) {
    return words(Duration.between(now(), at));
  }

  /** "Mon 23 Nov 2026, 18:05:09 UTC". */
  public static String exact(Instant at) {
    return EXACT.format(at);
  }

  /** How long it has been since then, or from then to now: "46 s", "3 min 12 s", "2 h 10 min". */
  public static String lasted(Instant from) {
    return spoken(Duration.between(from, now()));
  }

  /** How long it still is until then: "3 h 10 min", "9 min 5 s", "no time". */
  public static String left(Instant end) {
    Duration left = Duration.between(now(), end);
    if (left.isNegative() || left.isZero()) {
      return "no time";
    }
    return spoken(
        left.compareTo(Duration.ofMinutes(10)) > 0
            ? left.truncatedTo(ChronoUnit.MINUTES)
            : left.truncatedTo(ChronoUnit.SECONDS));
  }

  /** "0.4 s", "46 s", "3 min 12 s", "2 h 10 min", "4 days". */
  public static String spoken(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 10 && !duration.isNegative()) {
      long tenths = duration.toMillis() / 100;
      return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    if (seconds < 48 * 3600) {
      long minutes = seconds % 3600 / 60;
      return seconds / 3600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
    return seconds / 86400 + " days";
  }

  static String words(Duration fromNow) {
    long distance = fromNow.abs().toSeconds();
    boolean past = fromNow.isNegative();
    if (distance < 45) {
      return past ? "just now" : "in a moment";
    }
    String amount =
        distance >= 86400
            ? Words.count(distance / 86400, "day")
            : distance >= 3600
                ? Words.count(distance / 3600, "hour")
                : Words.count(Math.max(1, distance / 60), "minute");
    return past ? amount + " ago" : "in " + amount;
  }

  private static Instant now() {
    return Arc.container().instance(Clock.class).get().instant();
  }
}
