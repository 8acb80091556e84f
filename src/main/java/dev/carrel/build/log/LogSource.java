package dev.carrel.build.log;

import java.util.Locale;

/** Who said a line of the log. The code is what the database holds. */
public enum LogSource {
  STDOUT('o'),
  STDERR('e'),
  /** The heading of a step. */
  STEP('s'),
  /** Carrel itself. */
  CARREL('c');

  private final char code;

  LogSource(char code) {
    this.code = code;
  }

  char code() {
    return code;
  }

  /** As the API spells it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LogSource of(char code) {
    return switch (code) {
      case 'o' -> STDOUT;
      case 'e' -> STDERR;
      case 's' -> STEP;
      case 'c' -> CARREL;
      default -> throw new IllegalArgumentException("no source of log lines: " + code);
    };
  }
}
