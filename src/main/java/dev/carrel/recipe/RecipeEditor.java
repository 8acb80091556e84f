package dev.carrel.recipe;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.web.Names;
import dev.carrel.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Makes recipes, gives them new revisions, deletes them. */
@ApplicationScoped
class RecipeEditor {
  static final String TOPIC = "recipe";

  private final Recipes recipes;
  private final Revisions revisions;
  private final Composer composer;
  private final Signals signals;
  private final Clock clock;

  @Inject
  RecipeEditor(
      Recipes recipes, Revisions revisions, Composer composer, Signals signals, Clock clock) {
    this.recipes = recipes;
    this.revisions = revisions;
    this.composer = composer;
    this.signals = signals;
    this.clock = clock;
  }

  /** A new recipe with its first revision. */
  RecipeView create(long account, String name, Wish wish) {
    checkName(name);
    QuarkusTransaction.requiringNew().run(() -> refuseTaken(account, name));
    Content content = composer.compose(wish, Optional.empty());
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> RecipeView.of(begin(account, name, content)));
    } catch (RuntimeException e) {
      throw isTaken(e) ? taken(name) : e;
    }
  }

  /** A new revision, or the newest as it is if it says the same. */
  RecipeView revise(long account, String name, Wish wish) {
    Content before =
        QuarkusTransaction.requiringNew()
            .call(() -> revisions.latest(account, name).orElseThrow(() -> none(name)).content);
    Content content = composer.compose(wish, Optional.of(before));
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                RecipeView.of(
                    recipes
                        .lock(account, name)
                        .map(recipe -> next(recipe, content))
                        .orElseThrow(() -> none(name))));
  }

  /** Its revisions stay, for the images that were built from them; its name is free again. */
  void delete(long account, String name) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              RecipeRow recipe = recipes.lock(account, name).orElseThrow(() -> none(name));
              recipe.delete(now());
              signals.raise(new Signal(TOPIC, recipe.id, account));
            });
  }

  /** In the caller's transaction. */
  RevisionRow begin(long account, String name, Content content) {
    refuseTaken(account, name);
    var recipe = new RecipeRow(account, name, now());
    recipes.persistAndFlush(recipe);
    return added(recipe, 1, content);
  }

  /** In the caller's transaction, which holds the recipe's lock. */
  RevisionRow next(RecipeRow recipe, Content content) {
    RevisionRow latest = revisions.numbered(recipe, recipe.latest);
    return latest.digest.equals(content.digest())
        ? latest
        : added(recipe, recipe.next(now()), content);
  }

  static void checkName(String name) {
    Names.wrong(name)
        .or(() -> RESERVED.equals(name) ? Optional.of("cannot be “new”") : Optional.empty())
        .ifPresent(
            wrong -> {
              throw Problem.invalid("name", "The name " + wrong);
            });
  }

  static boolean isTaken(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConstraintViolationException violation) {
        return "recipe_name".equals(violation.getConstraintName());
      }
    }
    return false;
  }

  static Problem taken(String name) {
    return Problem.conflict("You have a recipe called “%s” already.".formatted(name))
        .advice("Choose another name, or edit that recipe: each edit is a revision of its own.");
  }

  static Problem none(String name) {
    return Problem.notFound("You have no recipe called “%s”.".formatted(Quoted.shortly(name)));
  }

  private void refuseTaken(long account, String name) {
    if (recipes.named(account, name).isPresent()) {
      throw taken(name);
    }
  }

  private RevisionRow added(RecipeRow recipe, int number, Content content) {
    var revision = new RevisionRow(recipe, number, content, now());
    revisions.persist(revision);
    signals.raise(new Signal(TOPIC, recipe.id, recipe.account));
    return revision;
  }

  private Instant now() {
    return clock.instant();
  }

  /** The wizard lives at /recipes/new. */
  private static final String RESERVED = "new";
}
