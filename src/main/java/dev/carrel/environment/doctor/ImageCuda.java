package dev.carrel.environment.doctor;

import dev.carrel.account.Account;
import dev.carrel.build.Image;
import dev.carrel.build.ImageShelf;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.recipe.RecipeBook;
import dev.carrel.recipe.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The CUDA that an image brings: its base's, as the catalogue names it. */
@ApplicationScoped
class ImageCuda {
  private final ImageShelf shelf;
  private final RecipeBook recipes;
  private final Catalogue catalogue;

  @Inject
  ImageCuda(ImageShelf shelf, RecipeBook recipes, Catalogue catalogue) {
    this.shelf = shelf;
    this.recipes = recipes;
    this.catalogue = catalogue;
  }

  /** Of an image like {@code carrel-alice/x:2}; empty where an older revision made it. */
  Optional<String> ofImage(Account account, String reference) {
    return shelf
        .find(account.id(), reference)
        .flatMap(image -> latest(account, image.recipe()).filter(r -> made(r, image)))
        .flatMap(this::of);
  }

  Optional<String> ofRecipe(Account account, String name) {
    return latest(account, name).flatMap(this::of);
  }

  private Optional<Revision> latest(Account account, String recipe) {
    return recipes.latest(account.id(), recipe);
  }

  private static boolean made(Revision revision, Image image) {
    return revision.number() == image.revision();
  }

  private Optional<String> of(Revision revision) {
    return catalogue.base(revision.content().base().slug()).flatMap(base -> base.versions().cuda());
  }
}
