package dev.carrel.recipe;

import dev.carrel.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Keeps drafts, and makes a revision of one that is finished. */
@ApplicationScoped
class Drafting {
  /** Long enough for a second tab to send the last page again. */
  private static final Duration FINISHED_STAY = Duration.ofDays(1);

  private final Drafts drafts;
  private final Recipes recipes;
  private final Revisions revisions;
  private final RecipeEditor editor;
  private final Composer composer;
  private final RecipeConfig config;
  private final Clock clock;

  @Inject
  Drafting(
      Drafts drafts,
      Recipes recipes,
      Revisions revisions,
      RecipeEditor editor,
      Composer composer,
      RecipeConfig config,
      Clock clock) {
    this.drafts = drafts;
    this.recipes = recipes;
    this.revisions = revisions;
    this.editor = editor;
    this.composer = composer;
    this.config = config;
    this.clock = clock;
  }

  /** What finishing a draft gives: the revision of a recipe. */
  record Finished(String recipe, int number) {}

  /** A new draft; the same ticket gives the same one. */
  DraftView start(long account, UUID ticket) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              insertOnce(account, ticket);
              return drafts.withTicket(account, ticket).orElseThrow().view();
            });
  }

  /** An edit of a recipe; one that was begun before goes on. */
  DraftView edit(long account, String recipe, Integer number) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              RecipeRow row =
                  recipes.lock(account, recipe).orElseThrow(() -> RecipeEditor.none(recipe));
              RevisionRow from =
                  revisions
                      .numbered(account, recipe, number == null ? row.latest : number)
                      .orElseThrow(() -> RecipeEditor.none(recipe));
              DraftRow draft = number == null ? drafts.editing(row).orElse(null) : null;
              if (draft == null) {
                draft = DraftRow.editing(from, now());
                drafts.persist(draft);
              }
              return draft.view();
            });
  }

  /** The draft, or what came of it. */
  DraftView get(long account, long id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              DraftRow row = row(account, id);
              if (row.revision != null) {
                throw Problem.of(410, "This draft has become the recipe “%s”.".formatted(row.name))
                    .advice("Edit that recipe to change it: each edit is a revision of its own.");
              }
              return row.view();
            });
  }

  DraftView change(long account, long id, Step at, UnaryOperator<Sketch> change) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              DraftRow row = drafts.lock(account, id).orElseThrow(Drafting::none);
              if (row.revision != null) {
                throw Problem.conflict("This draft has become the recipe “%s”.".formatted(row.name))
                    .advice("Edit that recipe to change it.");
              }
              row.change(change.apply(row.sketch), at, now());
              return row.view();
            });
  }

  void discard(long account, long id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                drafts
                    .lock(account, id)
                    .filter(draft -> draft.revision == null)
                    .ifPresent(drafts::delete));
  }

  List<DraftView> unfinished(long account) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> drafts.unfinished(account).stream().map(DraftRow::view).toList());
  }

  /** What the draft would become now. */
  Content content(long account, DraftView draft) {
    return composer.compose(draft.wish(), before(account, draft));
  }

  /**
   * Makes the recipe, or the next revision of the one that is edited. Asked twice for one draft, by
   * two tabs say, it answers the same.
   *
   * @param name of a new recipe; an edit keeps the name
   * @param seen digest of the content that was reviewed; another one is refused
   */
  Finished finish(long account, long id, String name, String seen) {
    Optional<DraftView> unfinished =
        QuarkusTransaction.requiringNew().call(() -> unfinished(account, id));
    if (unfinished.isEmpty()) {
      return QuarkusTransaction.requiringNew().call(() -> finished(row(account, id)));
    }
    DraftView draft = unfinished.get();
    if (!draft.isEdit()) {
      RecipeEditor.checkName(name);
    }
    Content content = content(account, draft);
    if (!seen.isEmpty() && !seen.equals(content.digest())) {
      throw Problem.conflict("What would be built has changed since this page was opened.")
          .advice("Look at it once more, then build.");
    }
    try {
      return QuarkusTransaction.requiringNew().call(() -> finish(account, id, name, content));
    } catch (RuntimeException e) {
      throw RecipeEditor.isTaken(e) ? RecipeEditor.taken(name) : e;
    }
  }

  @Scheduled(every = "6h", delayed = "10m")
  void forget() {
    QuarkusTransaction.requiringNew()
        .run(() -> drafts.forget(now().minus(FINISHED_STAY), now().minus(config.draftsStay())));
  }

  private Finished finish(long account, long id, String name, Content content) {
    DraftRow draft = drafts.lock(account, id).orElseThrow(Drafting::none);
    if (draft.revision == null) {
      Optional<RecipeRow> edited =
          draft.recipe == null ? Optional.empty() : recipes.lock(draft.recipe.id);
      draft.finish(
          edited
              .map(recipe -> editor.next(recipe, content))
              .orElseGet(
                  () -> editor.begin(account, draft.recipe == null ? name : draft.name, content)),
          now());
    }
    return finished(draft);
  }

  private Optional<DraftView> unfinished(long account, long id) {
    return Optional.of(row(account, id)).filter(row -> row.revision == null).map(DraftRow::view);
  }

  private static Finished finished(DraftRow draft) {
    return new Finished(draft.revision.recipe.name, draft.revision.number);
  }

  private DraftRow row(long account, long id) {
    return drafts.mine(account, id).orElseThrow(Drafting::none);
  }

  private Optional<Content> before(long account, DraftView draft) {
    return draft.isEdit()
        ? QuarkusTransaction.requiringNew()
            .call(() -> revisions.latest(account, draft.edits()).map(row -> row.content))
        : Optional.empty();
  }

  private void insertOnce(long account, UUID ticket) {
    drafts
        .getEntityManager()
        .createNativeQuery(
            "insert into recipe_draft (account_id, ticket, wish, step, created, changed)"
                + " values (?1, ?2, '{}', 'base', ?3, ?3) on conflict do nothing")
        .setParameter(1, account)
        .setParameter(2, ticket)
        .setParameter(3, now())
        .executeUpdate();
  }

  private static Problem none() {
    return Problem.notFound("There is no such draft.")
        .advice("It may have been discarded, or be somebody else's. Your drafts are on /recipes.");
  }

  private Instant now() {
    return clock.instant();
  }
}
