package dev.carrel.build;

import dev.carrel.account.Account;
import dev.carrel.build.log.LogEnds;
import dev.carrel.recipe.RecipeBook;
import dev.carrel.recipe.Revision;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What people ask of builds. */
@ApplicationScoped
public class Builds implements LogEnds {
  private final BuildRows rows;
  private final BuildQueue queue;
  private final RecipeBook recipes;
  private final EntityManager entities;
  private final Event<BuildCancelled> cancelled;
  private final Clock clock;

  @Inject
  Builds(
      BuildRows rows,
      BuildQueue queue,
      RecipeBook recipes,
      EntityManager entities,
      Event<BuildCancelled> cancelled,
      Clock clock) {
    this.rows = rows;
    this.queue = queue;
    this.recipes = recipes;
    this.entities = entities;
    this.cancelled = cancelled;
    this.clock = clock;
  }

  /**
   * A build of the recipe's newest revision: the one that is under way or has made its image
   * already, else a new one in the queue. Asking twice gives the same build.
   *
   * @throws Problem if there is no such recipe
   */
  @Transactional
  public BuildView request(Account account, String recipe) {
    Revision revision =
        recipes
            .latest(account.id(), recipe)
            .orElseThrow(
                () ->
                    Problem.notFound("You have no recipe called " + recipe + ".")
                        .advice("Look at your recipes for its name, or make it there."));
    // Two tabs wait for one another here; the partial unique index holds it besides.
    entities
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtext('build'), ?1)) as taken")
        .setParameter(1, Long.hashCode(revision.id()))
        .getSingleResult();
    return rows.live(revision.id())
        .or(() -> rows.withImage(revision.id()))
        .orElseGet(() -> queued(revision))
        .view();
  }

  private BuildRow queued(Revision revision) {
    var row = new BuildRow(revision, clock.instant());
    rows.persistAndFlush(row);
    queue.signal(row);
    return row;
  }

  @Transactional
  public Optional<BuildView> find(long account, long id) {
    return rows.of(account, id).map(BuildRow::view);
  }

  /** Newest first. */
  @Transactional
  public Page<BuildView> list(long account, PageRequest request) {
    return Page.of(rows.list(account, request), request, row -> row.id, BuildRow::view);
  }

  /** Newest first, those of one recipe. */
  @Transactional
  public Page<BuildView> list(long account, String recipe, PageRequest request) {
    return Page.of(rows.list(account, recipe, request), request, row -> row.id, BuildRow::view);
  }

  /** The newest few. */
  @Transactional
  public List<BuildView> latest(Account account, int most) {
    return rows.list(account.id(), PageRequest.first(most)).stream()
        .limit(most)
        .map(BuildRow::view)
        .toList();
  }

  /** Builds of the account that are queued or running. */
  @Transactional
  public List<BuildView> live(long account) {
    return rows.live(account, PageRequest.MOST).stream().map(BuildRow::view).toList();
  }

  /**
   * Ends a build: at once if it waits, within a second or so if it runs. Nothing happens to one
   * that has ended, which is as it was wanted.
   */
  @Transactional
  public BuildView cancel(Account account, long id) {
    BuildRow row =
        rows.locked(id)
            .filter(found -> found.account == account.id())
            .orElseThrow(() -> notFound(id));
    if (row.status.live()) {
      if (row.cancel(clock.instant())) {
        cancelled.fire(new BuildCancelled(row.id, row.account, row.revisionId));
      }
      queue.signal(row);
    }
    return row.view();
  }

  @Override
  @Transactional
  public boolean ended(long build) {
    return rows.findByIdOptional(build).map(row -> !row.status.live()).orElse(true);
  }

  static Problem notFound(long id) {
    return Problem.notFound("You have no build " + id + ".")
        .advice("It may be another account's. Your own are on the builds page.");
  }
}
