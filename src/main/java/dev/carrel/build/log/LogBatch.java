package dev.carrel.build.log;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Lines that go out together, rendered once for however many viewers. */
final class LogBatch {
  private final List<LogLine> lines;
  private final Map<LogFormat, byte[]> frames = new EnumMap<>(LogFormat.class);

  LogBatch(List<LogLine> lines) {
    this.lines = List.copyOf(lines);
  }

  long first() {
    return lines.getFirst().number();
  }

  long last() {
    return lines.getLast().number();
  }

  int size() {
    return lines.size();
  }

  /** A viewer who has some of the lines gets the others only. */
  LogBatch after(long seen) {
    return seen < first()
        ? this
        : new LogBatch(lines.stream().filter(line -> line.number() > seen).toList());
  }

  synchronized byte[] frame(LogFormat format) {
    return frames.computeIfAbsent(format, f -> f.frame(lines));
  }
}
