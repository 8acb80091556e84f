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

  public boolean isEdit() {
    return !edits.isEmpty();
  }

  Wish wish() {
    return sketch.wish();
  }

  /** Where to go on. */
  public String where() {
    return address(step);
  }

  /** What is in it, in a few words. */
  public String gist() {
    int pins = wish().python().size();
    return wish().base() + (pins == 0 ? "" : pins == 1 ? ", 1 pin" : ", " + pins + " pins");
  }

  String address(Step at) {
    return "/recipes/new/" + at.word() + "?draft=" + id;
  }
}
