package dev.carrel.recipe;

/** Somebody's input inside a message: short, on one line. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  static String shortly(String text) {
    String line = text.strip().replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ");
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
