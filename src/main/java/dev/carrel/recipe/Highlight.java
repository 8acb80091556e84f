package dev.carrel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a rendered Dockerfile into pieces that are coloured alike. */
final class Highlight {
  private static final Pattern PIECES =
      Pattern.compile(
          "(?<k>^[A-Z]+(?= ))|(?<c>^#.*$)|(?<s>\"(?:\\\\.|[^\"\\\\])*\")", Pattern.MULTILINE);

  private Highlight() {}

  /**
   * @param kind class of its colour: k keyword, c comment, s text in quotes; empty for the rest
   */
  record Piece(String kind, String text) {}

  static List<Piece> of(String dockerfile) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = PIECES.matcher(dockerfile);
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() > end) {
        pieces.add(new Piece("", dockerfile.substring(end, matcher.start())));
      }
      String kind = matcher.group("k") != null ? "k" : matcher.group("c") != null ? "c" : "s";
      pieces.add(new Piece(kind, matcher.group()));
      end = matcher.end();
    }
    if (end < dockerfile.length()) {
      pieces.add(new Piece("", dockerfile.substring(end)));
    }
    return pieces;
  }
}
