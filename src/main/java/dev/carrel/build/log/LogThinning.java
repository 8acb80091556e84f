package dev.carrel.build.log;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes logs by age and by number; that there was a build, and how it ended, is kept. */
@ApplicationScoped
class LogThinning {
  private static final Logger LOG = Logger.getLogger(LogThinning.class);

  /** Builds in one transaction: a log may be large. */
  private static final int PORTION = 20;

  private final EntityManager entities;
  private final LogConfig config;
  private final Clock clock;

  @Inject
  LogThinning(EntityManager entities, LogConfig config, Clock clock) {
    this.entities = entities;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1H", delayed = "10M")
  void thin() {
    int removed = 0;
    for (int portion; (portion = QuarkusTransaction.requiringNew().call(this::portion)) > 0; ) {
      removed += portion;
    }
    if (removed > 0) {
      LOG.infof("The logs of %d builds were removed by age or number", removed);
    }
  }

  private int portion() {
    List<?> old =
        entities
            .createNativeQuery(
                """
                select b.id from build b
                where b.finished is not null and b.log_removed is null
                  and (b.finished < ?1
                    or (select count(*) from build newer
                        where newer.account_id = b.account_id and newer.id > b.id
                          and newer.log_removed is null) >= ?2)
                order by b.id limit ?3 for update of b skip locked""",
                Long.class)
            .setParameter(1, Timestamp.from(clock.instant().minus(config.keep())))
            .setParameter(2, config.keepPerAccount())
            .setParameter(3, PORTION)
            .getResultList();
    for (Object build : old) {
      for (String removal :
          List.of(
              "delete from build_log where build_id = ?1",
              "update build set log_removed = now() where id = ?1")) {
        entities.createNativeQuery(removal).setParameter(1, build).executeUpdate();
      }
    }
    return old.size();
  }
}
