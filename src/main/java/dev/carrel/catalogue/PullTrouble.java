package dev.carrel.catalogue;

import dev.carrel.engine.PullProblem;

/** Tells people what a registry's refusal means and what to do. */
final class PullTrouble {

  private PullTrouble() {}

  static BaseTrouble of(String reference, PullProblem problem, String message) {
    return switch (problem) {
      case UNREACHABLE ->
          new BaseTrouble(
              false,
              "The registry of %s does not answer. Try again later; an operator can name a mirror in"
                      .formatted(reference)
                  + " carrel.catalogue.registry-prefix.");
      case NOT_FOUND ->
          new BaseTrouble(
              true,
              "The registry has no %s any more. Choose another base; an operator can name a newer"
                      .formatted(reference)
                  + " tag in the catalogue.");
      case DENIED ->
          new BaseTrouble(
              false,
              "The registry refuses to give %s: %s. It may limit how much is pulled in a day, or want"
                      .formatted(reference, message)
                  + " the engine to be signed in.");
      case NO_SPACE ->
          new BaseTrouble(
              false,
              "The engine's disk has no room for %s. An operator has to free some."
                  .formatted(reference));
      case CANCELLED ->
          new BaseTrouble(false, "The pull of %s was cancelled.".formatted(reference));
      case FAILED ->
          new BaseTrouble(false, "%s could not be pulled: %s".formatted(reference, message));
    };
  }
}
