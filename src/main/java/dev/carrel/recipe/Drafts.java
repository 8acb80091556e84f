package dev.carrel.recipe;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Drafts, finished ones included. */
@ApplicationScoped
class Drafts implements PanacheRepository<DraftRow> {
  static final int MOST_SHOWN = 20;

  Optional<DraftRow> withTicket(long account, UUID ticket) {
    return find("account = ?1 and ticket = ?2", account, ticket).firstResultOptional();
  }

  Optional<DraftRow> mine(long account, long id) {
    return find("account = ?1 and id = ?2", account, id).firstResultOptional();
  }

  Optional<DraftRow> lock(long account, long id) {
    return find("account = ?1 and id = ?2", account, id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** The unfinished edit of a recipe, if there is one. */
  Optional<DraftRow> editing(RecipeRow recipe) {
    return find("recipe = ?1 and revision is null order by id desc", recipe).firstResultOptional();
  }

  List<DraftRow> unfinished(long account) {
    return find(
            "from Draft d left join fetch d.recipe where d.account = ?1 and d.revision is null"
                + " order by d.id desc",
            account)
        .page(0, MOST_SHOWN)
        .list();
  }

  /** How many were forgotten. */
  long forget(Instant finishedBefore, Instant touchedBefore) {
    return delete(
        "(revision is not null and changed < ?1) or changed < ?2", finishedBefore, touchedBefore);
  }
}
