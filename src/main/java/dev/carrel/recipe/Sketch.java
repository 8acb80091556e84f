package dev.carrel.recipe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a draft holds: the wish so far, and what was typed and is nothing yet, which is not lost
 * either.
 *
 * @param add the half-typed package
 * @param lines lines of a requirements file that could not be taken
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Sketch(Wish wish, String add, String lines) {
  static final int LONGEST_ADD = 300;
  static final int LONGEST_LINES = 60_000;

  Sketch {
    wish = wish == null ? Wish.NOTHING : wish;
    add = cut(add, LONGEST_ADD);
    lines = cut(lines, LONGEST_LINES);
  }

  static Sketch of(Wish wish) {
    return new Sketch(wish, "", "");
  }

  Sketch withWish(Wish other) {
    return new Sketch(other, add, lines);
  }

  Sketch withAdd(String text) {
    return new Sketch(wish, text, lines);
  }

  Sketch withLines(String text) {
    return new Sketch(wish, add, text);
  }

  private static String cut(String text, int longest) {
    if (text == null) {
      return "";
    }
    // PostgreSQL holds no NUL.
    String clean = text.replace("\0", "");
    return clean.length() > longest ? clean.substring(0, longest) : clean;
  }
}
