package dev.carrel.recipe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks recipes up, for the stages after this one. */
@ApplicationScoped
public class RecipeBook {
  private static final byte[] NO_SOURCES =
      "# The base's own package sources.\n".getBytes(StandardCharsets.UTF_8);

  private final Revisions revisions;

  @Inject
  RecipeBook(Revisions revisions) {
    this.revisions = revisions;
  }

  /** The newest revision of a recipe that is not deleted. */
  @Transactional
  public Optional<Revision> latest(long account, String name) {
    return revisions.latest(account, name).map(RevisionRow::view);
  }

  /** Names of the account's recipes, the newest first. */
  @Transactional
  public List<String> names(long account, int atMost) {
    return revisions
        .getEntityManager()
        .createQuery(
            "select r.name from Recipe r where r.account = ?1 and r.deleted is null order by r.id desc",
            String.class)
        .setParameter(1, account)
        .setMaxResults(atMost)
        .getResultList();
  }

  /** Any revision, of a deleted recipe too. */
  @Transactional
  public Optional<Revision> revision(long id) {
    return revisions.withRecipe(id).map(RevisionRow::view);
  }

  /**
   * The build's files by path: {@code Dockerfile}, {@code requirements.txt}, and neutral ones in
   * {@code sources/} that whoever builds replaces by those of the site's package sources. Always
   * the same for revisions of one digest.
   */
  @Transactional
  public Map<String, byte[]> context(Revision revision) {
    RevisionRow row = revisions.findById(revision.id());
    var files = new TreeMap<String, byte[]>();
    files.put("Dockerfile", row.dockerfile.getBytes(StandardCharsets.UTF_8));
    files.put("requirements.txt", row.requirements.getBytes(StandardCharsets.UTF_8));
    files.put("sources/apt.conf", NO_SOURCES);
    files.put("sources/pip.conf", NO_SOURCES);
    return files;
  }
}
