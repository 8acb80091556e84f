package dev.carrel.build.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terminal escapes of a log line: colours and weight become classes, everything else (cursor moves,
 * titles, links, clipboard writes) is left out.
 */
public final class Ansi {
  /** CSI sequences, OSC and other strings up to their end, two-byte escapes, single C0 and C1. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "(?:\u001b\\[|\u009b)([0-9;:]*)[<=>?]?[0-9;:]*[ -/]*([@-~])"
              + "|\u001b[\\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)?"
              + "|\u001b[ -/]*[0-~]?"
              + "|[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]"
              // What turns the direction of text could make a line read as another.
              + "|[\u202a-\u202e\u2066-\u2069]");

  private static final String[] COLOURS = {
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"
  };

  private String colour = "";
  private boolean bold;
  private boolean dim;
  private boolean italic;
  private boolean underline;

  private Ansi() {}

  /**
   * @param classes space-separated, empty for plain text
   */
  record Run(String text, String classes) {}

  public static String strip(String line) {
    return clean(line) ? line : CONTROL.matcher(line).replaceAll("");
  }

  static boolean visible(String line) {
    return !strip(line).isBlank();
  }

  static List<Run> runs(String line) {
    if (clean(line)) {
      return List.of(new Run(line, ""));
    }
    var ansi = new Ansi();
    var runs = new ArrayList<Run>();
    Matcher control = CONTROL.matcher(line);
    int from = 0;
    while (control.find()) {
      ansi.add(runs, line.substring(from, control.start()));
      if ("m".equals(control.group(2))) {
        ansi.select(control.group(1));
      }
      from = control.end();
    }
    ansi.add(runs, line.substring(from));
    return runs;
  }

  private static boolean clean(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < 0x20 && c != '\t' || c >= 0x7f && c <= 0x9f || c >= 0x202a && c <= 0x2069) {
        return false;
      }
    }
    return true;
  }

  private void add(List<Run> runs, String text) {
    if (!text.isEmpty()) {
      runs.add(new Run(text, classes()));
    }
  }

  private void select(String parameters) {
    String[] codes = parameters.split("[;:]", -1);
    for (int i = 0; i < codes.length; i++) {
      int code = codes[i].isEmpty() ? 0 : codes[i].length() > 3 ? -1 : Integer.parseInt(codes[i]);
      switch (code) {
        case 0 -> reset();
        case 1 -> bold = true;
        case 2 -> dim = true;
        case 3 -> italic = true;
        case 4 -> underline = true;
        case 22 -> bold = dim = false;
        case 23 -> italic = false;
        case 24 -> underline = false;
        case 39 -> colour = "";
        // 256 and true colours might not be readable on both grounds; their arguments are skipped.
        case 38, 48 -> i += i + 1 < codes.length && codes[i + 1].equals("5") ? 2 : 4;
        default -> foreground(code);
      }
    }
  }

  private void foreground(int code) {
    if (code >= 30 && code <= 37) {
      colour = "ansi-" + COLOURS[code - 30] + "-fg";
    } else if (code == 90) {
      colour = "ansi-bright-black-fg";
    } else if (code > 90 && code <= 97) {
      colour = "ansi-" + COLOURS[code - 90] + "-fg";
    }
  }

  private void reset() {
    colour = "";
    bold = dim = italic = underline = false;
  }

  private String classes() {
    var classes = new ArrayList<String>();
    if (!colour.isEmpty()) {
      classes.add(colour);
    }
    if (bold) {
      classes.add("ansi-bold");
    }
    if (dim) {
      classes.add("ansi-dim");
    }
    if (italic) {
      classes.add("ansi-italic");
    }
    if (underline) {
      classes.add("ansi-underline");
    }
    return String.join(" ", classes);
  }
}
