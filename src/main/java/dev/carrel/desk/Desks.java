package dev.carrel.desk;

import dev.carrel.account.Account;
import dev.carrel.account.LimitPolicies;
import dev.carrel.build.Builds;
import dev.carrel.database.Remembered;
import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.gpu.board.Pulse;
import dev.carrel.notice.Notices;
import dev.carrel.recipe.RecipeBook;
import dev.carrel.web.PageRequest;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lays an account's desk: a few statements, however much lies on it. The desk is remembered until a
 * signal says that something of the account's changed, since it is the page that everyone opens and
 * reloads.
 */
@ApplicationScoped
class Desks {
  private static final PageRequest NEWEST_BUILDS = PageRequest.first(20);
  private static final int RECIPES = 5;
  private static final PageRequest NEWEST_NOTICES = PageRequest.first(10);
  private static final String IDLE = "gpu-idle";
  private static final int IDLE_SHOWN = 3;

  private final EnvironmentBook environments;
  private final Builds builds;
  private final RecipeBook recipes;
  private final LimitPolicies limits;
  private final LeaseBook leases;
  private final Notices notices;
  private final Remembered<Desk> remembered = new Remembered<>();

  @Inject
  Desks(
      EnvironmentBook environments,
      Builds builds,
      RecipeBook recipes,
      LimitPolicies limits,
      LeaseBook leases,
      Notices notices) {
    this.environments = environments;
    this.builds = builds;
    this.recipes = recipes;
    this.limits = limits;
    this.leases = leases;
    this.notices = notices;
  }

  // Not @ObservesAsync, which may come after the browser has already asked again: this subscribes
  // before any page does.
  void follow(@Observes StartupEvent started, Signals signals) {
    signals.stream()
        .filter(signal -> !signal.topic().equals(Pulse.TOPIC))
        .subscribe()
        .with(remembered::forget);
  }

  Desk of(Account account) {
    return remembered.get(account.id(), () -> read(account));
  }

  @Transactional
  Desk read(Account account) {
    List<EnvironmentView> live = environments.live(account);
    Set<Long> waiting =
        live.stream()
            .filter(EnvironmentView::waitsForGpus)
            .map(EnvironmentView::id)
            .collect(Collectors.toSet());
    return new Desk(
        live,
        builds.list(account.id(), NEWEST_BUILDS).items(),
        recipes.names(account.id(), RECIPES),
        limits.of(account),
        waiting.isEmpty()
            ? List.of()
            : leases.outlooks().stream().filter(o -> waiting.contains(o.environment())).toList(),
        notices.list(account.id(), NEWEST_NOTICES).items().stream()
            .filter(told -> told.unread() && told.kind().equals(IDLE))
            .limit(IDLE_SHOWN)
            .toList());
  }
}
