package dev.carrel.access;

import java.util.regex.Pattern;

/** Names one terminal of an environment; the browser makes it up. */
record TerminalId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,32}");

  TerminalId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a terminal's id is 8 to 32 letters and digits");
    }
  }

  static boolean valid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
