package dev.carrel.recipe;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** The recipes that are not deleted. */
@ApplicationScoped
class Recipes implements PanacheRepository<RecipeRow> {
  private static final String NAMED = "account = ?1 and name = ?2 and deleted is null";

  Optional<RecipeRow> named(long account, String name) {
    return find(NAMED, account, name).firstResultOptional();
  }

  /** Whoever adds a revision holds this lock, so that numbers have no gaps. */
  Optional<RecipeRow> lock(long account, String name) {
    return find(NAMED, account, name)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  Optional<RecipeRow> lock(long id) {
    return find("id = ?1 and deleted is null", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }
}
