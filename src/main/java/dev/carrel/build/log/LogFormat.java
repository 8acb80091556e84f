package dev.carrel.build.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How lines are sent to whoever follows. Each frame ends with the id to resume from. */
public enum LogFormat {
  /** An event for each line: {@code {sequence, time, step, stream, text}}. */
  JSON {
    @Override
    byte[] frame(List<LogLine> lines) {
      var out = new StringBuilder(lines.size() * 160);
      for (LogLine line : lines) {
        out.append("id: ")
            .append(line.number())
            .append("\ndata: {\"sequence\":")
            .append(line.number());
        out.append(",\"time\":\"").append(line.time()).append("\",\"step\":").append(line.step());
        out.append(",\"stream\":\"").append(line.source().word()).append("\",\"text\":\"");
        JsonStringEncoder.getInstance().quoteAsString(line.text(), out);
        out.append("\"}\n\n");
      }
      return bytes(out);
    }
  },

  /** An event for each batch: the lines as the build page shows them. */
  HTML {
    @Override
    byte[] frame(List<LogLine> lines) {
      var out = new StringBuilder(lines.size() * 160);
      out.append("id: ").append(lines.getLast().number()).append("\nevent: lines\n");
      long previous = lines.getFirst().number() - 1;
      for (LogLine line : lines) {
        out.append("data: ");
        if (line.number() > previous + 1) {
          LogHtml.leftOut(out, line.number() - previous - 1);
        }
        LogHtml.append(out, line);
        out.append('\n');
        previous = line.number();
      }
      return bytes(out.append('\n'));
    }
  };

  abstract byte[] frame(List<LogLine> lines);

  /** An event of another kind; it does not move the id. */
  public static byte[] event(String name, String data) {
    var out = new StringBuilder("event: ").append(name).append('\n');
    data.lines().forEach(line -> out.append("data: ").append(line).append('\n'));
    if (data.isEmpty()) {
      out.append("data:\n");
    }
    return bytes(out.append('\n'));
  }

  private static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
