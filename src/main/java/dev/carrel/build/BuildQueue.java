package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Hands builds to runners: fairly, each to one, and not more at a time than the setting says. */
@ApplicationScoped
class BuildQueue {
  static final String TOPIC = "build";

  /** One replica at a time counts and takes; any constant that nothing else here takes. */
  private static final long LOCK = 0x6275_696c_64L;

  private final BuildRows rows;
  private final EntityManager entities;
  private final BuildConfig config;
  private final Signals signals;
  private final Clock clock;

  @Inject
  BuildQueue(
      BuildRows rows, EntityManager entities, BuildConfig config, Signals signals, Clock clock) {
    this.rows = rows;
    this.entities = entities;
    this.config = config;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * The next build to run. Whoever has the fewest running comes first, then whoever was served
   * longest ago, then the oldest request; of equal contents one is built and the others wait for
   * it. A build whose content is there already needs no place.
   */
  @Transactional
  Optional<BuildAttempt> claim(String runner) {
    entities
        .createNativeQuery("select 1 from (select pg_advisory_xact_lock(?1)) as taken")
        .setParameter(1, LOCK)
        .getSingleResult();
    return next().map(id -> start(id, runner));
  }

  private Optional<Long> next() {
    List<?> found =
        entities
            .createNativeQuery(
                """
                select b.id from build b
                where b.status = 'queued'
                  and (exists (select 1 from image i where i.digest = b.digest and i.gone is null)
                    or (select count(*) from build r where r.status = 'running') < ?1
                      and not exists (select 1 from build r
                                      where r.status = 'running' and r.digest = b.digest))
                order by exists (select 1 from image i where i.digest = b.digest and i.gone is null) desc,
                  (select count(*) from build r
                   where r.status = 'running' and r.account_id = b.account_id),
                  (select max(s.started) from build s
                   where s.account_id = b.account_id and s.started is not null) nulls first,
                  b.id
                limit 1
                for update of b skip locked""",
                Long.class)
            .setParameter(1, config.concurrent())
            .getResultList();
    return found.isEmpty() ? Optional.empty() : Optional.of((Long) found.getFirst());
  }

  private BuildAttempt start(long id, String runner) {
    BuildRow row = rows.findById(id);
    BuildAttempt attempt = row.start(runner, clock.instant(), config.lease());
    signal(row);
    return attempt;
  }

  /** What a runner is told when it says that it is alive. */
  enum Renewal {
    GO_ON,
    CANCEL,
    /** Another runner has it, or it has ended. */
    LOST
  }

  @Transactional
  Renewal renew(BuildAttempt attempt) {
    BuildRow row = rows.locked(attempt.build()).orElse(null);
    if (row == null || !row.runs(attempt)) {
      return Renewal.LOST;
    }
    row.renew(clock.instant(), config.lease());
    return row.cancelling ? Renewal.CANCEL : Renewal.GO_ON;
  }

  /** What runners had that no longer say that they are alive. */
  @Transactional
  List<BuildAttempt> expired() {
    return attempts(
        rows.list("status = ?1 and leaseUntil < ?2", BuildStatus.RUNNING, clock.instant()));
  }

  /** At the start of a runner: what it ran before it was killed. */
  @Transactional
  List<BuildAttempt> of(String runner) {
    return attempts(rows.list("status = ?1 and runner = ?2", BuildStatus.RUNNING, runner));
  }

  private static List<BuildAttempt> attempts(List<BuildRow> orphans) {
    return orphans.stream().map(row -> new BuildAttempt(row.id, row.attempt, row.account)).toList();
  }

  /** Tells those who wait why; empty when the reason is gone. */
  @Transactional
  void explainWaiting(Optional<String> why) {
    for (BuildRow row : rows.list("status", BuildStatus.QUEUED)) {
      if (!Optional.ofNullable(row.waiting).equals(why)) {
        row.waiting = why.orElse(null);
        signal(row);
      }
    }
  }

  /** How many will be started before it; empty if it is not queued. */
  @Transactional
  long ahead(long build) {
    return rows.count("status = ?1 and id < ?2", BuildStatus.QUEUED, build);
  }

  @Transactional
  boolean hasWaiting() {
    return rows.count("status", BuildStatus.QUEUED) > 0;
  }

  void signal(BuildRow row) {
    signals.raise(new Signal(TOPIC, row.id, row.account));
  }
}
