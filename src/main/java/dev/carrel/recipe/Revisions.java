package dev.carrel.recipe;

import dev.carrel.web.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** All revisions, of deleted recipes too: images were built from them. */
@ApplicationScoped
class Revisions implements PanacheRepository<RevisionRow> {
  private static final String WITH_RECIPE = "from Revision v join fetch v.recipe r where ";
  private static final String MINE = WITH_RECIPE + "r.account = ?1 and r.deleted is null and ";

  Optional<RevisionRow> withRecipe(long id) {
    return find(WITH_RECIPE + "v.id = ?1", id).firstResultOptional();
  }

  Optional<RevisionRow> latest(long account, String name) {
    return find(MINE + "r.name = ?2 and v.number = r.latest", account, name).firstResultOptional();
  }

  Optional<RevisionRow> numbered(long account, String name, int number) {
    return find(MINE + "r.name = ?2 and v.number = ?3", account, name, number)
        .firstResultOptional();
  }

  RevisionRow numbered(RecipeRow recipe, int number) {
    return find("recipe = ?1 and number = ?2", recipe, number).singleResult();
  }

  /** The newest revision of each recipe, one more than the page holds if there is a next page. */
  List<RevisionRow> latest(long account, PageRequest page) {
    return find(
            MINE + "v.number = r.latest and r.id < ?2 order by r.id desc", account, page.before())
        .page(0, page.limit() + 1)
        .list();
  }

  /** The cursor is the revision's number. */
  List<RevisionRow> of(long account, String name, PageRequest page) {
    int before = (int) Math.min(Integer.MAX_VALUE, page.before());
    return find(
            MINE + "r.name = ?2 and v.number < ?3 order by v.number desc", account, name, before)
        .page(0, page.limit() + 1)
        .list();
  }
}
