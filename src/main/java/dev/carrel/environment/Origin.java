package dev.carrel.environment;

import dev.carrel.build.Image;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/** What an environment is launched from: its image, or the build and the recipe that make it. */
@Embeddable
class Origin {
  private String recipe;

  @Column(name = "build_id")
  private Long build;

  @Column(name = "image_id")
  private Long image;

  @Column(name = "image_reference")
  private String reference;

  @Column(name = "image_engine_id")
  private String engineId;

  Origin() {}

  Origin(Optional<String> recipe) {
    this.recipe = recipe.orElse(null);
  }

  void awaits(long buildId) {
    build = buildId;
  }

  void uses(Image ready) {
    image = ready.id();
    reference = ready.reference();
    engineId = ready.engineId();
  }

  Optional<String> recipe() {
    return Optional.ofNullable(recipe);
  }

  Optional<Long> build() {
    return Optional.ofNullable(build);
  }

  /** Like {@code carrel-alice/my-project:3}. */
  Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  Optional<String> engineId() {
    return Optional.ofNullable(engineId);
  }
}
