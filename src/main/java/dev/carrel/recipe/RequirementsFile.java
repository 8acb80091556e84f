package dev.carrel.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirements.txt as somebody has it: the pins in it, and each other line with the reason why it
 * cannot be taken.
 *
 * @param pins in the file's order, one for each package
 * @param refused the first {@link #MOST_REFUSED} of them
 * @param refusals how many there are in all
 * @param tooLong true if it has more than {@link #MOST_LINES}: then not all of it was read
 * @param rest the refused lines as they were written, as many as a draft keeps
 */
record RequirementsFile(
    List<Pin> pins, List<Refused> refused, int refusals, boolean tooLong, String rest) {
  static final int LARGEST = 10 * 1024 * 1024;
  static final int MOST_REFUSED = 200;

  /** What is longer names no packages that a recipe could hold, and is not read on. */
  static final int MOST_LINES = 20_000;

  private static final int LONGEST_LINE = 2_000;

  /**
   * @param line counts from 1
   * @param reason follows the text in a sentence
   */
  record Refused(int line, String text, String reason) {}

  private static final Pattern LINE = Pattern.compile("([^\\r\\n]*)(?:\\r\\n|\\r|\\n|$)");
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*$", Pattern.DOTALL);

  static RequirementsFile parse(String text) {
    Map<String, Pin> pins = new LinkedHashMap<>();
    List<Refused> refused = new ArrayList<>();
    int refusals = 0;
    int number = 0;
    int start = 0;
    var logical = new StringBuilder();
    var rest = new StringBuilder();
    Matcher lines = LINE.matcher(text.startsWith("\uFEFF") ? text.substring(1) : text);
    while (number < MOST_LINES && lines.find()) {
      number++;
      if (logical.isEmpty()) {
        start = number;
      }
      String line = lines.group(1);
      // pip joins lines that end with a backslash, except comments.
      if (line.endsWith("\\") && !line.stripLeading().startsWith("#") && !lines.hitEnd()) {
        if (logical.length() < LONGEST_LINE) {
          logical.append(line, 0, line.length() - 1).append(' ');
        }
        continue;
      }
      logical.append(line);
      String reason = take(logical.toString(), pins);
      if (reason != null) {
        refusals++;
        if (rest.length() + logical.length() < Sketch.LONGEST_LINES) {
          rest.append(logical).append('\n');
        }
        if (refused.size() < MOST_REFUSED) {
          refused.add(new Refused(start, Quoted.shortly(logical.toString()), reason));
        }
      }
      logical.setLength(0);
    }
    return new RequirementsFile(
        List.copyOf(pins.values()),
        List.copyOf(refused),
        refusals,
        number == MOST_LINES && !lines.hitEnd(),
        rest.toString());
  }

  /** The reason why the line is refused, or null. */
  private static String take(String line, Map<String, Pin> pins) {
    if (line.length() > LONGEST_LINE) {
      return "is longer than any pin";
    }
    String wanted = COMMENT.matcher(line).replaceFirst("").strip();
    if (wanted.isEmpty()) {
      return null;
    }
    try {
      Pin pin = Pin.parse(wanted);
      Pin before = pins.putIfAbsent(pin.name(), pin);
      return before == null || before.equals(pin)
          ? null
          : "pins " + pin.name() + " a second time, above it is " + before.version();
    } catch (IllegalArgumentException notAPin) {
      return notAPin.getMessage();
    }
  }

  boolean isEmpty() {
    return pins.isEmpty() && refusals == 0;
  }
}
