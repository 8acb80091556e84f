package dev.carrel.recipe;

import java.time.Instant;

/**
 * A draft, as pages show it.
 *
 * @param name what its recipe is to be called, as far as that is known
 * @param edits the name of the recipe that it edits; empty for a new one
 */
record DraftView(
    long id,
    String name,
    String edits,
    Sketch sketch,
    Step step,
    Instant created,
    Instant changed) {

  boolean isEdit() {
    return !edits.isEmpty();
  }

  Wish wish() {
    return sketch.wish();
  }

  String address(Step at) {
    return "/recipes/new/" + at.word() + "?draft=" + id;
  }
}
