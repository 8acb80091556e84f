package dev.carrel.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Counts over all accounts: one statement, however many there are. */
@ApplicationScoped
class Numbers {
  private final EntityManager entities;

  @Inject
  Numbers(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * @param database like {@code PostgreSQL 18.6}
   * @param databaseBytes on disk
   */
  record Counted(
      long accounts,
      long queuedBuilds,
      long runningBuilds,
      long running,
      long starting,
      long stopped,
      long failed,
      long workspaces,
      long workspaceBytes,
      String database,
      long databaseBytes) {}

  @Transactional
  Counted count() {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    """
                    select (select count(*) from account),
                      (select count(*) from build where status = 'queued'),
                      (select count(*) from build where status = 'running'),
                      count(*) filter (where status = 'RUNNING'),
                      count(*) filter (where status in ('QUEUED', 'STARTING', 'STOPPING')),
                      count(*) filter (where status = 'STOPPED'),
                      count(*) filter (where status = 'FAILED'),
                      (select count(*) from workspace),
                      (select coalesce(sum(bytes), 0) from workspace),
                      split_part(version(), ' ', 1) || ' ' || current_setting('server_version'),
                      pg_database_size(current_database())
                    from environment where status <> 'RETIRED'
                    """,
                    Object[].class)
                .getSingleResult();
    return new Counted(
        number(row[0]),
        number(row[1]),
        number(row[2]),
        number(row[3]),
        number(row[4]),
        number(row[5]),
        number(row[6]),
        number(row[7]),
        number(row[8]),
        (String) row[9],
        number(row[10]));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
