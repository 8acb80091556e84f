package dev.carrel.environment;

import dev.carrel.web.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows. What is retired is kept for the record and found only by id or in lists. */
@ApplicationScoped
class Environments implements PanacheRepository<EnvironmentRow> {

  /** What an account uses now, for its limits. */
  record Use(long environments, BigDecimal cpus, long memory) {}

  Optional<EnvironmentRow> live(long account, String name) {
    return find("account = ?1 and name = ?2 and status <> ?3", account, name, Status.RETIRED)
        .firstResultOptional();
  }

  /** The live one of that name, else the one that was retired last. */
  Optional<EnvironmentRow> latest(long account, String name) {
    return find("account = ?1 and name = ?2 order by id desc", account, name)
        .page(Page.ofSize(1))
        .firstResultOptional();
  }

  /** The live one, locked until the transaction ends. */
  Optional<EnvironmentRow> claim(long account, String name) {
    return find("account = ?1 and name = ?2 and status <> ?3", account, name, Status.RETIRED)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  Optional<EnvironmentRow> claim(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  Optional<EnvironmentRow> submitted(long account, String submission) {
    return find("account = ?1 and submission = ?2", account, submission).firstResultOptional();
  }

  /** One more than asked for, where there are as many; newest first. */
  List<EnvironmentRow> of(long account, PageRequest request) {
    return find("account = ?1 and id < ?2 order by id desc", account, request.before())
        .page(Page.ofSize(request.limit() + 1))
        .list();
  }

  List<EnvironmentRow> retiredOf(long account, PageRequest request) {
    return find(
            "account = ?1 and id < ?2 and status = ?3 order by id desc",
            account,
            request.before(),
            Status.RETIRED)
        .page(Page.ofSize(request.limit() + 1))
        .list();
  }

  List<EnvironmentRow> liveOf(long account) {
    return list("account = ?1 and status <> ?2 order by id desc", account, Status.RETIRED);
  }

  List<EnvironmentRow> live() {
    return list("status <> ?1", Status.RETIRED);
  }

  List<EnvironmentRow> waitingFor(long build) {
    return find("origin.build = ?1 and status = ?2 order by id", build, Status.QUEUED)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  List<EnvironmentRow> withImage(long image) {
    return list("origin.image = ?1 and status <> ?2", image, Status.RETIRED);
  }

  List<EnvironmentRow> endingBefore(Instant time) {
    return list("status = ?1 and lifetime.expires < ?2", Status.RUNNING, time);
  }

  Use use(long account) {
    Object[] sums =
        (Object[])
            getEntityManager()
                .createNativeQuery(
                    """
                    select count(*),
                      coalesce(sum(cpus) filter (where status in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING')), 0),
                      coalesce(sum(memory) filter (where status in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING')), 0)
                    from environment where account_id = ?1 and status <> 'RETIRED'
                    """,
                    Object[].class)
                .setParameter(1, account)
                .getSingleResult();
    return new Use(
        ((Number) sums[0]).longValue(),
        new BigDecimal(sums[1].toString()),
        new BigDecimal(sums[2].toString()).longValueExact());
  }

  /** Until the transaction ends, nobody else changes what the account uses of its limits. */
  void lockUseOf(long account) {
    getEntityManager()
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtextextended('carrel.use.' || ?1, 0))) as taken")
        .setParameter(1, account)
        .getSingleResult();
  }
}
