package dev.carrel.recipe;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Python package at one version, like {@code jax[cuda12]==0.10.2}.
 *
 * @param name normalised as PEP 503 says: {@code Flask_SQLAlchemy} is {@code flask-sqlalchemy}
 * @param extras normalised, sorted
 * @param version as PEP 440 spells versions; equal spellings stay different
 */
public record Pin(String name, List<String> extras, String version) implements Comparable<Pin> {
  static final int LONGEST = 100;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?");

  /** The version identifiers of PEP 440 with its accepted spellings, in small letters. */
  private static final Pattern VERSION =
      Pattern.compile(
          "(?:[0-9]++!)?[0-9]++(?:\\.[0-9]++)*+"
              + "(?:[-_.]?(?:alpha|beta|preview|pre|rc|a|b|c)[-_.]?[0-9]*+)?"
              + "(?:-[0-9]++|[-_.]?(?:post|rev|r)[-_.]?[0-9]*+)?"
              + "(?:[-_.]?dev[-_.]?[0-9]*+)?"
              + "(?:\\+[a-z0-9]++(?:[-_.][a-z0-9]++)*+)?");

  private static final Pattern PARTS =
      Pattern.compile("([^\\s\\[\\]=]+)\\s*(?:\\[([^\\[\\]]*)\\])?\\s*==(?!=)\\s*(\\S+)");

  public Pin {
    name = normalised(name, "package");
    var sorted = new TreeSet<String>();
    extras.forEach(extra -> sorted.add(normalised(extra, "extra")));
    extras = List.copyOf(sorted);
    version = checkedVersion(version);
  }

  /**
   * Reads {@code name==version}, extras allowed.
   *
   * @throws IllegalArgumentException with a sentence for people: what is wrong, what to write
   */
  public static Pin parse(String text) {
    String wanted = text.strip();
    NotAPin.why(wanted)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    Matcher parts = PARTS.matcher(wanted);
    if (!parts.matches()) {
      throw new IllegalArgumentException(NotAPin.OTHERWISE);
    }
    String extras = parts.group(2);
    return new Pin(
        parts.group(1),
        extras == null || extras.isBlank() ? List.of() : List.of(extras.split(",", -1)),
        parts.group(3));
  }

  /** The name that indexes use, as PEP 503 says. */
  static String normalised(String text) {
    return normalised(text, "package");
  }

  private static String normalised(String text, String what) {
    String name = text.strip();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "“%s” is not the name of %s %s: letters, digits, and . _ - inside"
              .formatted(Quoted.shortly(name), what.startsWith("e") ? "an" : "a", what));
    }
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  private static String checkedVersion(String text) {
    String version = text.strip().toLowerCase(Locale.ROOT);
    if (version.startsWith("v")) {
      version = version.substring(1);
    }
    if (version.length() > LONGEST || !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "“%s” is not a version, like 2.4.6 or 1.0rc1".formatted(Quoted.shortly(text)));
    }
    return version;
  }

  /** The name with its extras, as in front of {@code ==}. */
  String what() {
    return name + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]");
  }

  /** What pip reads: {@code jax[cuda12]==0.10.2}. */
  @Override
  public String toString() {
    return what() + "==" + version;
  }

  @Override
  public int compareTo(Pin other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : toString().compareTo(other.toString());
  }
}
