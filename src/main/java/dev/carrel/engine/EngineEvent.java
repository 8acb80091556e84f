package dev.carrel.engine;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/** What happened in the engine, whoever did it. */
public sealed interface EngineEvent {

  /**
   * A container of this instance changed.
   *
   * @param exitCode with {@code DIED}
   */
  record ContainerChanged(
      String container,
      String name,
      Map<String, String> labels,
      Change change,
      OptionalInt exitCode,
      Instant time)
      implements EngineEvent {}

  enum Change {
    CREATED,
    STARTED,
    DIED,
    /** A process in it was ended for the memory limit; the container may go on. */
    OUT_OF_MEMORY,
    PAUSED,
    RESUMED,
    DESTROYED
  }

  /** An image is no longer in the engine. Whose it was is not known any more. */
  record ImageRemoved(String imageId, Instant time) implements EngineEvent {}

  /** Events may have been missed: list again. The engine is there. */
  record Gap() implements EngineEvent {}

  /** The engine cannot be reached; a {@link Gap} will tell that it is back. */
  record Lost(EngineUnavailable why) implements EngineEvent {}
}
