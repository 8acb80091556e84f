package dev.carrel.build.log;

import java.util.List;
import java.util.regex.Pattern;

/** Log lines as HTML: everything they hold is text, whatever it looks like. */
public final class LogHtml {
  private static final Pattern WARNING = Pattern.compile("(?i)^\\W*(warning|warn|w)\\b *:.*");
  private static final Pattern ERROR =
      Pattern.compile("^(#\\d+ )?\\W*(ERROR|Error|error|FATAL|E|fatal)\\b *:.*");

  private LogHtml() {}

  /** All lines, one element each, and a remark where some were left out. */
  public static String of(List<LogLine> lines) {
    var out = new StringBuilder(lines.size() * 160);
    long previous = lines.isEmpty() ? 0 : lines.getFirst().number() - 1;
    for (LogLine line : lines) {
      if (line.number() > previous + 1) {
        leftOut(out, line.number() - previous - 1);
      }
      append(out, line);
      previous = line.number();
    }
    return out.toString();
  }

  static void leftOut(StringBuilder out, long count) {
    out.append("<div class=\"l note\"><span></span><span>").append(leftOut(count));
    out.append("</span></div>");
  }

  /** In words, here and in the text. */
  static String leftOut(long count) {
    return "… " + count + (count == 1 ? " line" : " lines") + " left out: the log is too long …";
  }

  /** One element: {@code div.l}, numbered, with the step in {@code data-step}. */
  static void append(StringBuilder out, LogLine line) {
    long number = line.number();
    out.append("<div class=\"l").append(tone(line)).append("\" id=\"L").append(number);
    out.append("\" data-step=\"").append(line.step()).append("\"><a href=\"#L").append(number);
    out.append("\" data-line=\"").append(number).append("\" aria-label=\"Line ").append(number);
    out.append("\"></a><span>");
    for (Ansi.Run run : Ansi.runs(line.text())) {
      if (run.classes().isEmpty()) {
        escape(out, run.text());
      } else {
        out.append("<span class=\"").append(run.classes()).append("\">");
        escape(out, run.text());
        out.append("</span>");
      }
    }
    out.append("</span></div>");
  }

  private static String tone(LogLine line) {
    return switch (line.source()) {
      case STEP -> ERROR.matcher(line.text()).matches() ? " step bad" : " step";
      case CARREL -> " note";
      case STDOUT, STDERR -> {
        String text = Ansi.strip(line.text());
        yield ERROR.matcher(text).matches()
            ? " bad"
            : WARNING.matcher(text).matches() ? " warn" : "";
      }
    };
  }

  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
