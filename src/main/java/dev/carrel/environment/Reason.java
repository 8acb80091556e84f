package dev.carrel.environment;

import java.util.Locale;
import java.util.Objects;

/**
 * Why an environment is not what its owner wanted.
 *
 * @param detail what the engine said, an exit code, a build's id: as the kind needs it; may be
 *     empty
 */
public record Reason(Kind kind, String detail) {

  public enum Kind {
    /** The first process ended by itself; the detail is its exit code. */
    EXITED,
    /** The kernel ended it for the memory limit; the detail is the limit. */
    OUT_OF_MEMORY,
    /** Somebody stopped it on the host, beside Carrel. */
    STOPPED_OUTSIDE,
    /** Somebody killed it on the host, beside Carrel. */
    KILLED_OUTSIDE,
    /** Somebody removed its container on the host, beside Carrel. */
    CONTAINER_GONE,
    /** Somebody froze it on the host; its processes exist and do nothing. */
    FROZEN,
    /** Its image is not in the engine any more. */
    IMAGE_GONE,
    /** The build that it waited for failed; the detail is the build's id. */
    BUILD_FAILED,
    /** Its hours ran out. */
    HOURS_OVER,
    /** Another container on the machine has its name; the detail is that name. */
    NAME_TAKEN,
    /** The engine's disk is full. */
    NO_SPACE,
    /** The workspace could not be made or opened; the detail says why. */
    WORKSPACE,
    /** The portal could not lay ready its home and files; the detail says why. */
    HOST,
    /** Somebody started it on the host while others may have its GPUs. */
    NOT_LEASED,
    /**
     * Its GPUs were taken back because it did nothing with them; the detail says how that was seen.
     */
    GPU_IDLE,
    /** Its place in the queue for GPUs is gone. */
    GPU_WITHDRAWN,
    /** The engine said no; the detail is its message. */
    REFUSED
  }

  public Reason {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
  }

  static Reason of(Kind kind) {
    return new Reason(kind, "");
  }

  /** Like {@code out_of_memory}. */
  public String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** What happened, what it means and what can be done, in a sentence or two. */
  public String sentence() {
    return switch (kind) {
      case EXITED ->
          "It ended by itself with exit code %s; its log may say why. Start it to run it again."
              .formatted(detail);
      case OUT_OF_MEMORY ->
          "It used more than its %s of memory and was ended. Start it again, or launch one with more memory."
              .formatted(detail);
      case STOPPED_OUTSIDE ->
          "It was stopped on the machine itself, not through Carrel. Nothing in it is lost; start it again.";
      case KILLED_OUTSIDE ->
          "It was killed, not through Carrel (exit code 137): by somebody on the machine, or because memory ran out. What was unsaved in it is lost; start it again.";
      case CONTAINER_GONE ->
          "Its container was removed on the machine itself, not through Carrel. Your workspace is untouched; starting makes a fresh container.";
      case FROZEN ->
          "It was frozen on the machine itself (docker pause) and goes on when it is thawed there.";
      case IMAGE_GONE ->
          "Its image is no longer on this machine. Build the recipe again, then launch from it; your workspace is untouched.";
      case BUILD_FAILED ->
          "The image could not be built. Build %s says why; mend the recipe and launch again."
              .formatted(detail);
      case HOURS_OVER ->
          "Its hours ran out and it was stopped. Nothing in it is lost; start it again.";
      case NAME_TAKEN ->
          "A container named %s that is not Carrel's is already on this machine. Retire this environment and launch one with another name."
              .formatted(detail);
      case NO_SPACE ->
          "The machine's disk for containers is full. An operator has to make room; then start it again.";
      case WORKSPACE -> "Its workspace could not be opened: %s".formatted(detail);
      case HOST ->
          "The portal could not make its home on the machine: %s. An operator has to look at it."
              .formatted(detail);
      case NOT_LEASED ->
          "It was started on the machine itself, not through Carrel, while it had no lease on its GPUs, and was stopped. Start it here to queue for them.";
      case GPU_IDLE ->
          "Its GPUs went to others because it did nothing with them. %s Start it to queue for them again."
              .formatted(detail)
              .replace("  ", " ");
      case GPU_WITHDRAWN ->
          "It no longer has a place in the queue for GPUs. Start it to queue again.";
      case REFUSED -> "The container engine refused: %s".formatted(detail);
    };
  }
}
