package dev.carrel.engine;

/** How a pull comes along. */
public sealed interface PullEvent {

  /**
   * @param layersDone layers that are here
   * @param layers layers that are known of so far; grows in the first moments
   * @param bytes downloaded so far
   * @param total bytes of the layers whose size is known; at least {@code bytes}
   */
  record Progress(int layersDone, int layers, long bytes, long total) implements PullEvent {}

  /** The end: it is here. */
  record Pulled(EngineImage image) implements PullEvent {}

  /** The end: it is not. The message is the engine's. */
  record Failed(PullProblem problem, String message) implements PullEvent {}
}
