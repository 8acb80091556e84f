package dev.carrel.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where a base is just now, as far as the portal knows without asking anybody. */
public sealed interface BaseState {

  /** Nobody has looked yet; a look is under way. */
  record Unknown() implements BaseState {}

  /** On the engine: builds can start from it at once. */
  record Here(long size) implements BaseState {}

  /** The registry has it (or it can be made); the first build that needs it pulls it. */
  record Pullable() implements BaseState {}

  /**
   * @param bytes downloaded so far
   * @param total bytes to download, as far as is known; 0 if it is not
   * @param rate bytes a second
   * @param left until it is here; empty while that cannot be told
   */
  record Pulling(
      int layersDone, int layers, long bytes, long total, long rate, Optional<Duration> left)
      implements BaseState {

    /** How far, 0 to 100. */
    public int percent() {
      return total <= 0 ? 0 : (int) Math.min(100, bytes * 100 / total);
    }
  }

  /** The registry answers, but has no such image (any more). */
  record Gone(String why, Instant since) implements BaseState {}

  /** Nobody answers who could give it. */
  record Unreachable(String why, Instant since) implements BaseState {}

  /** True if a build may be asked for: it is here or can be fetched. */
  default boolean available() {
    return switch (this) {
      case Here here -> true;
      case Pullable pullable -> true;
      case Pulling pulling -> true;
      case Unknown unknown -> false;
      case Gone gone -> false;
      case Unreachable unreachable -> false;
    };
  }
}
