package dev.carrel.engine;

import java.util.function.Consumer;

/** Makes images with BuildKit. */
public interface ImageBuilder {

  /**
   * Starts a build and returns at once. The listener gets the build's events in order and at last
   * exactly one {@link BuildEvent.Finished} or {@link BuildEvent.Broken}; an engine that is lost on
   * the way is such a {@code Broken} too. Closing cancels within a second.
   *
   * @throws EngineUnavailable if the engine cannot be reached at all
   */
  Following build(BuildSpec spec, Consumer<BuildEvent> listener);
}
