package dev.carrel.engine;

import java.time.Instant;

/** A container's output. */
public sealed interface ContainerLog {

  /**
   * @param text without its end, with whatever control characters it has; a line of more than 16
   *     KiB comes in several
   */
  record Line(Instant time, OutputStreamName stream, String text) implements ContainerLog {}

  /**
   * The end: the container ended, the query is answered, the caller closed, or the engine is lost.
   */
  record Ended() implements ContainerLog {}
}
