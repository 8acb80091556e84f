package dev.carrel.build.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines as the database holds them: {@code <millis> <step> <source> <text>\n}, in UTF-8. The first
 * line's number stands beside them; the others count on.
 */
final class LogCodec {
  private LogCodec() {}

  static byte[] encode(List<LogLine> lines) {
    var out = new ByteArrayOutputStream(lines.size() * 80);
    for (LogLine line : lines) {
      String head =
          Long.toString(line.time().toEpochMilli(), 36)
              + " "
              + line.step()
              + " "
              + line.source().code()
              + " ";
      out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(line.text().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
    return out.toByteArray();
  }

  static List<LogLine> decode(long first, byte[] bytes) {
    var lines = new ArrayList<LogLine>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(
            line(
                first + lines.size(), new String(bytes, start, i - start, StandardCharsets.UTF_8)));
        start = i + 1;
      }
    }
    return lines;
  }

  private static LogLine line(long number, String encoded) {
    int step = encoded.indexOf(' ') + 1;
    int source = encoded.indexOf(' ', step) + 1;
    return new LogLine(
        number,
        Instant.ofEpochMilli(Long.parseLong(encoded.substring(0, step - 1), 36)),
        Integer.parseInt(encoded.substring(step, source - 1)),
        LogSource.of(encoded.charAt(source)),
        encoded.substring(source + 2));
  }
}
