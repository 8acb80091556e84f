package dev.carrel.build.log;

import java.time.Instant;

/**
 * One line of a build's log.
 *
 * @param number counts from 1 within the build; never given twice
 * @param step the step's number in the build, 0 where Carrel speaks between steps
 * @param text without the line's end; ANSI escapes as they came
 */
public record LogLine(long number, Instant time, int step, LogSource source, String text) {

  public LogLine {
    if (text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("text must be one line");
    }
  }
}
