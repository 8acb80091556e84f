package dev.carrel.build.log;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A whole log as plain text, in flat memory. Escapes are left out: whoever prints it in a terminal
 * is not to be fooled by them.
 */
public final class LogText {
  private static final Logger LOG = Logger.getLogger(LogText.class);

  private LogText() {}

  /** Ends early, without a word, when the reader goes. */
  public static void write(LogStore store, long build, OutputStream out) {
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 32 * 1024);
    var seen = new long[1];
    try {
      store.each(build, lines -> seen[0] = write(lines, seen[0], writer));
      writer.flush();
    } catch (IOException | UncheckedIOException gone) {
      // Failing would cut the connection, and with HTTP/2 the reader's other requests on it.
      LOG.tracef("The reader of build %d's log is gone: %s", build, gone.getMessage());
    }
  }

  private static long write(List<LogLine> lines, long seen, Writer writer) {
    try {
      long previous = seen;
      for (LogLine line : lines) {
        if (line.number() > previous + 1) {
          writer.write(LogHtml.leftOut(line.number() - previous - 1) + "\n");
        }
        writer.write(Ansi.strip(line.text()));
        writer.write('\n');
        previous = line.number();
      }
      return previous;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
