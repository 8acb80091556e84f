package dev.carrel.environment;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an environment is doing, as its page and the API say it. */
public enum Status {
  /** Waits for its image to be built. */
  QUEUED,
  STARTING,
  RUNNING,
  STOPPING,
  /** Its container is kept and can be started again. */
  STOPPED,
  /** Its container is gone for good; the workspace stays. */
  RETIRED,
  /** Ended otherwise than its owner wanted; the reason is told beside it. */
  FAILED;

  /** Whether a row in this status may take the other. */
  public boolean may(Status next) {
    return next == this || steps().contains(next);
  }

  private Set<Status> steps() {
    return switch (this) {
      case QUEUED -> EnumSet.of(STARTING, STOPPING, FAILED, RETIRED);
      case STARTING -> EnumSet.of(RUNNING, STOPPING, STOPPED, FAILED, RETIRED);
      case RUNNING -> EnumSet.of(STOPPING, STOPPED, FAILED, RETIRED);
      case STOPPING -> EnumSet.of(STOPPED, FAILED, RETIRED);
      // Somebody on the host may start it beside Carrel: running is then the truth.
      case STOPPED, FAILED ->
          EnumSet.of(QUEUED, STARTING, RUNNING, STOPPING, STOPPED, FAILED, RETIRED);
      case RETIRED -> EnumSet.noneOf(Status.class);
    };
  }

  /** True while it uses processors and memory, or is about to. */
  public boolean active() {
    return this == QUEUED || this == STARTING || this == RUNNING || this == STOPPING;
  }

  /** Like {@code running}: the word of the API, the database and the stylesheet. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
