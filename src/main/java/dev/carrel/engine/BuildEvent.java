package dev.carrel.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * What happens in a build. A step is known by {@code step}, BuildKit's digest of it; it may be
 * reported more than once, the later report wins.
 */
public sealed interface BuildEvent {

  /**
   * The step will be run or taken from the cache. Most of a build's steps are planned at its start.
   */
  record StepPlanned(String step, String name) implements BuildEvent {}

  record StepStarted(String step, String name, Instant started) implements BuildEvent {}

  /**
   * @param error the step's own message if it failed; {@code context canceled} if another one did
   */
  record StepFinished(
      String step,
      String name,
      boolean cached,
      Instant started,
      Instant completed,
      Optional<String> error)
      implements BuildEvent {}

  /**
   * A part of a step, like a layer that is fetched.
   *
   * @param total 0 if not known
   */
  record StepProgress(String step, String part, long current, long total, Instant time)
      implements BuildEvent {}

  /** Output of a step; chunks are cut anywhere, within a line or a character too. */
  record Output(String step, Instant time, OutputStreamName stream, byte[] bytes)
      implements BuildEvent {}

  /** The end: the image is there under its tags. */
  record Finished(String imageId) implements BuildEvent {}

  /** The end: there is no image. The message is BuildKit's or the engine's. */
  record Broken(Cause cause, String message) implements BuildEvent {}

  enum Cause {
    /** A step failed, or the Dockerfile is not one. */
    FAILED,
    /** The engine's disk is full. */
    NO_SPACE,
    /** The caller closed the build. */
    CANCELLED,
    /** The engine went away; the same build may be asked for again. */
    ENGINE_LOST
  }
}
