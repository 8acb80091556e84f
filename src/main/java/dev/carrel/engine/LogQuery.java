package dev.carrel.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which part of a log.
 *
 * @param since lines at or after this time
 * @param tail only so many of the last lines
 * @param follow true to go on until the container ends
 */
public record LogQuery(Optional<Instant> since, OptionalInt tail, boolean follow) {

  /** All there is, then what comes. */
  public static LogQuery following() {
    return new LogQuery(Optional.empty(), OptionalInt.empty(), true);
  }

  /** The last lines, then the end. */
  public static LogQuery last(int lines) {
    return new LogQuery(Optional.empty(), OptionalInt.of(lines), false);
  }
}
