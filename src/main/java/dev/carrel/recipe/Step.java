package dev.carrel.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The wizard's pages, in their order. */
enum Step {
  BASE("Base"),
  PACKAGES("Packages"),
  EXTRAS("Extras"),
  REVIEW("Review");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** As it stands in URLs, form fields and the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Step> of(String word) {
    return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
  }
}
