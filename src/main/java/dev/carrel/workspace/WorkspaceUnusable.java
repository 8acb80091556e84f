package dev.carrel.workspace;

/** A workspace's folder cannot be made or must not be used; the message says why and what to do. */
public final class WorkspaceUnusable extends RuntimeException {

  WorkspaceUnusable(String message) {
    super(message);
  }

  WorkspaceUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
