package dev.carrel.build;

import dev.carrel.recipe.RecipeBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads together what the build page shows. */
@ApplicationScoped
class BuildDesk {
  private final BuildRows rows;
  private final StepRows steps;
  private final BuildQueue queue;
  private final RecipeBook recipes;
  private final Clock clock;

  @Inject
  BuildDesk(BuildRows rows, StepRows steps, BuildQueue queue, RecipeBook recipes, Clock clock) {
    this.rows = rows;
    this.steps = steps;
    this.queue = queue;
    this.recipes = recipes;
    this.clock = clock;
  }

  @Transactional
  Optional<BuildProgress> progress(long account, long id) {
    return rows.of(account, id).map(this::progress);
  }

  private BuildProgress progress(BuildRow row) {
    BuildView build = row.view();
    boolean running = build.status() == BuildStatus.RUNNING;
    List<StepBar> bars = StepBar.of(steps.of(row.id), running, clock.instant());
    long ahead = build.status() == BuildStatus.QUEUED ? queue.ahead(row.id) : 0;
    return new BuildProgress(
        build,
        BuildProgress.look(build),
        BuildProgress.doing(build, bars, ahead, row.cancelling),
        bars,
        row.alternatives(),
        Optional.ofNullable(row.errorLine),
        build.status() == BuildStatus.SUCCEEDED && bars.isEmpty(),
        row.cancelling,
        recipes.latest(row.account, row.recipe).isPresent());
  }
}
