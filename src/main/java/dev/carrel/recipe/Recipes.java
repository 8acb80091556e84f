package dev.carrel.recipe;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The recipes that are not deleted. */
@ApplicationScoped
class Recipes implements PanacheRepository<RecipeRow> {

  Optional<RecipeRow> named(long account, String name) {
    return find("account = ?1 and name = ?2 and deleted is null", account, name)
        .firstResultOptional();
  }
}
