package dev.carrel.gpu.smi;

import java.util.Locale;

/** What the tool writes where it has no value. */
final class Unknown {

  private Unknown() {}

  /** Not told: not supported, not allowed, or in error. */
  static boolean is(String text) {
    String word = bare(text);
    return word.equals("n/a")
        || word.startsWith("not supported")
        || word.startsWith("requested functionality")
        || word.startsWith("insufficient permissions")
        || word.equals("unknown")
        || isError(text);
  }

  /** A driver that has lost its card answers so to every question. */
  static boolean isError(String text) {
    String word = bare(text);
    return word.equals("err!")
        || word.equals("unknown error")
        || word.startsWith("gpu is lost")
        || word.startsWith("gpu requires reset");
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "").strip();
  }
}
