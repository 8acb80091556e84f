package dev.carrel.build;

import dev.carrel.web.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of images. */
@ApplicationScoped
class ImageRows implements PanacheRepository<ImageRow> {

  Optional<ImageRow> of(long account, long id) {
    return find("id = ?1 and account = ?2", id, account).firstResultOptional();
  }

  Optional<ImageRow> named(long account, String reference) {
    return find(
            "from Image i where i.account = ?1 and (i.reference = ?2 or i.id in"
                + " (select t.image from ImageTag t where t.account = ?1 and t.reference = ?2))",
            account,
            reference)
        .firstResultOptional();
  }

  Optional<ImageRow> byEngineId(long account, String engineId) {
    return find("account = ?1 and engineId = ?2 order by id desc", account, engineId)
        .firstResultOptional();
  }

  /** Images that were built of the same content, by anybody, the newest first. */
  List<ImageRow> ofContent(String digest) {
    return list("digest = ?1 and gone is null order by id desc", digest);
  }

  List<ImageRow> list(long account, PageRequest request) {
    return find("account = ?1 and id < ?2 order by id desc", account, request.before())
        .range(0, request.limit())
        .list();
  }

  List<ImageRow> present(long account, PageRequest request) {
    return find(
            "account = ?1 and id < ?2 and gone is null order by id desc", account, request.before())
        .range(0, request.limit())
        .list();
  }

  int markGone(String engineId, Instant now) {
    return update("gone = ?1 where engineId = ?2 and gone is null", now, engineId);
  }

  long holding(String engineId) {
    return count("engineId", engineId);
  }
}
