package dev.carrel.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** All pins that were ever made here. */
@ApplicationScoped
class BasePins implements PanacheRepository<BasePin> {

  private final Clock clock;

  BasePins(Clock clock) {
    this.clock = clock;
  }

  @Transactional
  List<BasePin> current() {
    return list("current");
  }

  @Transactional
  Optional<BasePin> current(String reference) {
    return find("reference = ?1 and current", reference).firstResultOptional();
  }

  @Transactional
  Optional<BasePin> at(String reference, String digest) {
    return find("reference = ?1 and digest = ?2", reference, digest).firstResultOptional();
  }

  /** Keeps the first of several that come at once: what is current stays so. */
  @Transactional
  BasePin first(String reference, Resolved to) {
    insert(reference, to, false);
    getEntityManager()
        .createNativeQuery(
            """
            update base_pin set current = true where reference = :reference and digest = :digest
              and not exists (select from base_pin other
                where other.reference = :reference and other.current)
            """)
        .setParameter("reference", reference)
        .setParameter("digest", to.digest())
        .executeUpdate();
    return current(reference).orElseThrow();
  }

  /** Makes it what new recipes take; the older ones stay for the recipes that have them. */
  @Transactional
  void replace(String reference, Resolved to) {
    insert(reference, to, false);
    update(
        "current = false where reference = ?1 and current and digest <> ?2",
        reference,
        to.digest());
    update("current = true where reference = ?1 and digest = ?2", reference, to.digest());
  }

  private void insert(String reference, Resolved to, boolean current) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into base_pin (reference, digest, local, current, pinned)
            values (:reference, :digest, :local, :current, :pinned)
            on conflict (reference, digest) do nothing
            """)
        .setParameter("reference", reference)
        .setParameter("digest", to.digest())
        .setParameter("local", to.local())
        .setParameter("current", current)
        .setParameter("pinned", clock.instant())
        .executeUpdate();
  }

  /**
   * @param local true if the digest is an image's id on the engine
   */
  record Resolved(String digest, boolean local) {}
}
