package dev.carrel.build.log;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A part of a log for one page.
 *
 * @param lines in order
 * @param last the newest line there is, 0 for none
 */
public record LogWindow(List<LogLine> lines, long last) {
  public static final int LINES = 2_000;

  /** The newest lines, or those around one. */
  public static LogWindow of(LogStore store, long build, OptionalLong around) {
    long last = store.last(build);
    long newest = Math.max(0, last - LINES);
    long after =
        around.isPresent() ? Math.clamp(around.getAsLong() - LINES / 4, 0, newest) : newest;
    var lines = new ArrayList<LogLine>();
    for (long seen = after; lines.size() < LINES; seen = lines.getLast().number()) {
      List<LogLine> part = store.after(build, seen);
      if (part.isEmpty()) {
        break;
      }
      lines.addAll(part);
    }
    return new LogWindow(lines.size() > LINES ? lines.subList(0, LINES) : lines, last);
  }

  /** The newest line shown; what follows live comes after it. */
  public long seen() {
    return lines.isEmpty() ? 0 : lines.getLast().number();
  }

  public boolean hasEarlier() {
    return !lines.isEmpty() && lines.getFirst().number() > 1;
  }

  public boolean hasLater() {
    return seen() < last;
  }

  /** A line in the middle of the part before this one. */
  public long earlier() {
    return Math.max(1, lines.getFirst().number() - LINES / 2);
  }

  public long later() {
    return seen() + LINES / 4;
  }
}
