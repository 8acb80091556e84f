package dev.carrel.build;

import dev.carrel.web.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The rows of builds. */
@ApplicationScoped
class BuildRows implements PanacheRepository<BuildRow> {

  Optional<BuildRow> of(long account, long id) {
    return find(
            "from Build b left join fetch b.image where b.id = ?1 and b.account = ?2", id, account)
        .firstResultOptional();
  }

  Optional<BuildRow> live(long revision) {
    return find(
            "from Build b where b.revisionId = ?1 and b.status in ?2",
            revision,
            List.of(BuildStatus.QUEUED, BuildStatus.RUNNING))
        .firstResultOptional();
  }

  /** The newest build of the revision whose image the engine has. */
  Optional<BuildRow> withImage(long revision) {
    return find(
            "from Build b join fetch b.image i where b.revisionId = ?1 and b.status = ?2"
                + " and i.gone is null order by b.id desc",
            revision,
            BuildStatus.SUCCEEDED)
        .firstResultOptional();
  }

  List<BuildRow> live(long account, int most) {
    return find(
            "from Build b left join fetch b.image where b.account = ?1 and b.status in ?2"
                + " order by b.id desc",
            account,
            List.of(BuildStatus.QUEUED, BuildStatus.RUNNING))
        .range(0, most - 1)
        .list();
  }

  Optional<BuildRow> locked(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** One more than asked for, where there are as many. */
  List<BuildRow> list(long account, PageRequest request) {
    return find(
            "from Build b left join fetch b.image where b.account = ?1 and b.id < ?2 order by b.id desc",
            account,
            request.before())
        .range(0, request.limit())
        .list();
  }

  List<BuildRow> list(long account, String recipe, PageRequest request) {
    return find(
            "from Build b left join fetch b.image where b.account = ?1 and b.recipe = ?2 and b.id < ?3"
                + " order by b.id desc",
            account,
            recipe,
            request.before())
        .range(0, request.limit())
        .list();
  }
}
