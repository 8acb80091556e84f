package dev.carrel.catalogue;

import dev.carrel.engine.PullProblem;

/** Tells people what a registry's refusal means and what to do. */
final class PullTrouble {

  private PullTrouble() {}

  /** Of a tag that nobody has pinned yet. */
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
          new BaseTrouble(false, "The pull of %s was cancelled. Build again.".formatted(reference));
      case FAILED ->
          new BaseTrouble(
              false,
              "%s could not be pulled: %s. Try again later, or choose another base."
                  .formatted(reference, message.replaceAll("[.\\s]+$", "")));
    };
  }

  /** Of the very image that a tag stood for once: the tag may stand for another by now. */
  static BaseTrouble ofPinned(String reference, PullProblem problem, String message) {
    return problem == PullProblem.NOT_FOUND
        ? new BaseTrouble(
            true,
            "The registry no longer has the image that %s stood for when it was pinned. Choose another base;"
                    .formatted(reference)
                + " or ask an operator to look for a newer one under Base images, which a recipe takes when it"
                + " is edited.")
        : of(reference, problem, message);
  }
}
