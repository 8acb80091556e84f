package dev.carrel.desk;

import dev.carrel.account.Account;
import dev.carrel.account.LimitPolicies;
import dev.carrel.build.Builds;
import dev.carrel.database.Remembered;
import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.recipe.RecipeBook;
import dev.carrel.web.PageRequest;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Lays an account's desk: three statements, however much lies on it. The desk is remembered until a
 * signal says that something of the account's changed, since it is the page that everyone opens and
 * reloads.
 */
@ApplicationScoped
class Desks {
  private static final PageRequest NEWEST_BUILDS = PageRequest.first(20);
  private static final int RECIPES = 5;

  private final EnvironmentBook environments;
  private final Builds builds;
  private final RecipeBook recipes;
  private final LimitPolicies limits;
  private final Remembered<Desk> remembered = new Remembered<>();

  @Inject
  Desks(EnvironmentBook environments, Builds builds, RecipeBook recipes, LimitPolicies limits) {
    this.environments = environments;
    this.builds = builds;
    this.recipes = recipes;
    this.limits = limits;
  }

  // Not @ObservesAsync, which may come after the browser has already asked again: this subscribes
  // before any page does.
  void follow(@Observes StartupEvent started, Signals signals) {
    signals.stream().subscribe().with(remembered::forget);
  }

  Desk of(Account account) {
    return remembered.get(account.id(), () -> read(account));
  }

  @Transactional
  Desk read(Account account) {
    return new Desk(
        environments.live(account),
        builds.list(account.id(), NEWEST_BUILDS).items(),
        recipes.names(account.id(), RECIPES),
        limits.of(account));
  }
}
