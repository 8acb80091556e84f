package dev.carrel.build;

/** How an attempt at a build ended. */
sealed interface Outcome {

  /**
   * @param built false if an image of the same content was there already
   */
  record Ready(String engineId, boolean built) implements Outcome {}

  record Failed(Diagnosis diagnosis) implements Outcome {}

  /** A step failed: the log tells why. */
  record Broken(boolean noSpace, String message) implements Outcome {}

  record Cancelled() implements Outcome {}

  /**
   * It has to be tried again.
   *
   * @param interrupted true if it was under way, which counts
   */
  record Again(String why, boolean interrupted) implements Outcome {}

  /** Somebody else has the build now: nothing is to be done. */
  record Lost() implements Outcome {}
}
