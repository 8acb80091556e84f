package dev.carrel.recipe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A recipe at one of its revisions, as the API and the pages show it.
 *
 * @param apps tools by name
 * @param appPins the versions they were pinned at
 * @param latest the number of the newest revision
 */
record RecipeView(
    long id,
    String name,
    int revision,
    int latest,
    String digest,
    String base,
    String baseReference,
    String baseDigest,
    List<String> python,
    List<String> system,
    Map<String, String> environment,
    List<String> apps,
    List<String> appPins,
    Instant created,
    Instant changed) {

  @JsonIgnore
  public String shortDigest() {
    return digest.substring("sha256:".length(), "sha256:".length() + 12);
  }

  static RecipeView of(RevisionRow row) {
    Content content = row.content;
    return new RecipeView(
        row.recipe.id,
        row.recipe.name,
        row.number,
        row.recipe.latest,
        row.digest,
        content.base().slug(),
        content.base().reference(),
        content.base().digest(),
        content.python().stream().map(Pin::toString).toList(),
        content.system(),
        content.environment(),
        Tool.named(content.apps()),
        content.apps().stream().map(Pin::toString).toList(),
        row.recipe.created,
        row.created);
  }
}
