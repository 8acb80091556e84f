package dev.carrel.recipe;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Python package at one version, like {@code jax[cuda12]==0.10.2}.
 *
 * @param name normalised as PEP 503 says: {@code Flask_SQLAlchemy} is {@code flask-sqlalchemy}
 * @param extras normalised, sorted
 * @param version as PEP 440 spells versions; the shortest of equal spellings is not sought
 */
public record Pin(String name, List<String> extras, String version) implements Comparable<Pin> {

  static final int LONGEST = 100;

  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";

  /** The public version identifiers of PEP 440, with a local label. */
  private static final Pattern VERSION =
      Pattern.compile(
          "(?:[0-9]+!)?[0-9]+(?:\\.[0-9]+)*"
              + "(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?[0-9]*)?"
              + "(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?"
              + "(?:[-_.]?dev[-_.]?[0-9]*)?"
              + "(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?");

  private static final Pattern NAMED = Pattern.compile(NAME);
  private static final Pattern PINNED =
      Pattern.compile("(" + NAME + ")\\s*(?:\\[([^\\]]*)\\])?\\s*===?\\s*(\\S+)");

  public Pin {
    name = normalised(name, "name");
    var sorted = new TreeSet<String>();
    extras.forEach(extra -> sorted.add(normalised(extra, "extra")));
    extras = List.copyOf(sorted);
    version = version.strip().toLowerCase(java.util.Locale.ROOT);
    if (version.startsWith("v")) {
      version = version.substring(1);
    }
    if (version.length() > LONGEST || !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("“" + version + "” is not a version like 1.26.4");
    }
  }

  /**
   * Reads {@code name==version}, extras allowed.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  public static Pin parse(String text) {
    Matcher pinned = PINNED.matcher(text.strip());
    if (!pinned.matches()) {
      throw new IllegalArgumentException("“" + text + "” is not a pin like numpy==2.4.6");
    }
    List<String> extras =
        pinned.group(2) == null || pinned.group(2).isBlank()
            ? List.of()
            : List.of(pinned.group(2).split(",", -1));
    return new Pin(pinned.group(1), extras, pinned.group(3));
  }

  private static String normalised(String text, String what) {
    String name = text.strip();
    if (name.length() > LONGEST || !NAMED.matcher(name).matches()) {
      throw new IllegalArgumentException("“" + name + "” is not a package's " + what);
    }
    return name.replaceAll("[-_.]+", "-").toLowerCase(java.util.Locale.ROOT);
  }

  /** What pip reads: {@code jax[cuda12]==0.10.2}. */
  @Override
  public String toString() {
    return name + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]") + "==" + version;
  }

  @Override
  public int compareTo(Pin other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : toString().compareTo(other.toString());
  }
}
