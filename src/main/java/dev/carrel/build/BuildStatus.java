package dev.carrel.build;

import java.util.Locale;

/** Where a build is on its way; {@link #mayBecome} holds the legal steps. */
public enum BuildStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Something will still happen to it. */
  public boolean live() {
    return this == QUEUED || this == RUNNING;
  }

  /** As the API and the database spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A running build goes back to the queue when the portal or the engine went away under it. */
  boolean mayBecome(BuildStatus next) {
    return switch (this) {
      case QUEUED -> next == RUNNING || next == SUCCEEDED || next == CANCELLED || next == FAILED;
      case RUNNING -> next != RUNNING;
      case SUCCEEDED, FAILED, CANCELLED -> false;
    };
  }
}
