package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.build.BuildView;
import dev.carrel.build.Builds;
import dev.carrel.build.Image;
import dev.carrel.build.ImageShelf;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds the image to launch from, or has it built. */
@ApplicationScoped
class ImageChoice {
  private final ImageShelf shelf;
  private final Builds builds;

  @Inject
  ImageChoice(ImageShelf shelf, Builds builds) {
    this.shelf = shelf;
    this.builds = builds;
  }

  /** What there is to launch from. */
  sealed interface Outcome {}

  record Ready(Image image) implements Outcome {}

  record Pending(long build) implements Outcome {}

  record Failed(String build) implements Outcome {}

  /** For a new environment: its image, or the build that makes it. */
  Outcome of(Account account, LaunchRequest request) {
    return request
        .recipe()
        .map(recipe -> outcome(builds.request(account, recipe)))
        .orElseGet(() -> new Ready(named(account, request.image().orElseThrow())));
  }

  /** For one that is started again: as before, unless its image is not there and can be built. */
  void again(Account account, EnvironmentRow row) {
    boolean missing =
        row.imageEngineId().isEmpty()
            || row.reason().filter(r -> r.kind() == Reason.Kind.IMAGE_GONE).isPresent();
    if (missing && row.recipe().isPresent()) {
      apply(outcome(builds.request(account, row.recipe().get())), row);
    } else {
      row.prepares();
    }
  }

  /** How the build that an environment waits for stands now. */
  Outcome outcome(EnvironmentRow row) {
    return row.build()
        .flatMap(build -> builds.find(row.account(), build))
        .map(ImageChoice::outcome)
        .orElseGet(() -> new Failed(row.build().map(String::valueOf).orElse("")));
  }

  static void apply(Outcome outcome, EnvironmentRow row) {
    switch (outcome) {
      case Ready ready -> row.uses(ready.image());
      case Pending pending -> row.awaits(pending.build());
      case Failed failed ->
          throw Problem.conflict("Build %s failed just now.".formatted(failed.build()))
              .advice("Look at what it says, mend the recipe, and launch again.");
    }
  }

  private static Outcome outcome(BuildView build) {
    return switch (build.status()) {
      case QUEUED, RUNNING -> new Pending(build.id());
      case SUCCEEDED ->
          build
              .image()
              .<Outcome>map(Ready::new)
              .orElseGet(() -> new Failed(Long.toString(build.id())));
      case FAILED, CANCELLED -> new Failed(Long.toString(build.id()));
    };
  }

  private Image named(Account account, String image) {
    Optional<Image> found = shelf.find(account.id(), image);
    return found.orElseThrow(
        () ->
            Problem.invalid("image", "You have no image %s on this machine".formatted(image))
                .advice("Your images are on the images page; a recipe can build another."));
  }
}
