package dev.carrel.recipe;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** All revisions, of deleted recipes too: images were built from them. */
@ApplicationScoped
class Revisions implements PanacheRepository<RevisionRow> {

  Optional<RevisionRow> withRecipe(long id) {
    return find("from Revision v join fetch v.recipe where v.id = ?1", id).firstResultOptional();
  }

  Optional<RevisionRow> latest(long account, String name) {
    return find(
            "from Revision v join fetch v.recipe r where r.account = ?1 and r.name = ?2"
                + " and r.deleted is null and v.number = r.latest",
            account,
            name)
        .firstResultOptional();
  }
}
