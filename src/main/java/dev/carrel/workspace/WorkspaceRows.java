package dev.carrel.workspace;

import dev.carrel.database.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class WorkspaceRows implements PanacheRepository<WorkspaceRow> {

  Optional<WorkspaceRow> named(long account, String name) {
    return find("account = ?1 and name = ?2", account, name).firstResultOptional();
  }

  List<WorkspaceRow> of(long account) {
    return list("account = ?1 order by name", account);
  }

  /** Makes the row unless it is there; two tabs that do so at once both find it. */
  WorkspaceRow ensure(long account, String name, Instant now) {
    getEntityManager()
        .createNativeQuery(
            "insert into workspace (account_id, name, created_at) values (?1, ?2, ?3)"
                + " on conflict (account_id, name) do nothing")
        .setParameter(1, account)
        .setParameter(2, name)
        .setParameter(3, now)
        .executeUpdate();
    return named(account, name).orElseThrow();
  }

  /** Those to be counted; each is locked, so that replicas count different ones. */
  Optional<WorkspaceRow> claimCountedBefore(Instant time) {
    return Sql.query(
            getEntityManager(),
            "select * from workspace where measured_at is null or measured_at < ?1"
                + " order by measured_at nulls first limit 1 for update skip locked",
            WorkspaceRow.class)
        .setParameter(1, time)
        .getResultList()
        .stream()
        .findFirst();
  }
}
