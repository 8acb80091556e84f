package dev.carrel.engine;

/** What a registry said of a reference. */
public sealed interface Resolution {

  /**
   * @param digest {@code sha256:…} of the manifest (or index of platforms)
   */
  record Resolved(String reference, String digest) implements Resolution {}

  record Unresolved(String reference, PullProblem problem, String message) implements Resolution {}
}
