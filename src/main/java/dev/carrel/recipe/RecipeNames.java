package dev.carrel.recipe;

import dev.carrel.web.Names;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposes a name that is free, so that nobody must think of one before the first build. */
@ApplicationScoped
class RecipeNames {
  private static final int LONGEST = 36;

  private final Recipes recipes;

  @Inject
  RecipeNames(Recipes recipes) {
    this.recipes = recipes;
  }

  /** After the first package, else after the base. */
  String propose(long account, DraftView draft) {
    String wanted =
        draft.wish().python().stream()
            .findFirst()
            .map(text -> Pin.parse(text).name())
            .orElse(draft.wish().base());
    String stem = fitting(wanted);
    Set<String> taken = taken(account, stem);
    String name = stem;
    for (int i = 2; taken.contains(name) || !Names.fits(name) || name.equals("new"); i++) {
      name = stem + "-" + i;
    }
    return name;
  }

  boolean isTaken(long account, String name) {
    return QuarkusTransaction.requiringNew().call(() -> recipes.named(account, name).isPresent());
  }

  private static String fitting(String text) {
    String name = text.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return cut.isEmpty() ? "recipe" : cut.replaceAll("-$", "");
  }

  private Set<String> taken(long account, String stem) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                recipes
                    .find("account = ?1 and deleted is null and name like ?2", account, stem + "%")
                    .stream()
                    .map(recipe -> recipe.name)
                    .collect(Collectors.toSet()));
  }
}
