package dev.carrel.engine;

/** A path in a container that differs from its image. */
public record FileChange(Kind kind, String path) {

  public enum Kind {
    MODIFIED,
    ADDED,
    DELETED
  }
}
