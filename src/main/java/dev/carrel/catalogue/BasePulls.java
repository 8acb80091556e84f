package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Pulling;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The pulls that are wanted or under way, of all replicas. */
@ApplicationScoped
class BasePulls implements PanacheRepository<BasePull> {

  /** A puller that has not been heard of for so long is dead, and its pull is anybody's. */
  static final Duration SILENCE = Duration.ofSeconds(20);

  /** For how long a failure is told before only the lookout's word counts again. */
  static final Duration TELL_FAILURE = Duration.ofMinutes(30);

  private static final Duration JUST = Duration.ofMinutes(1);

  private final Clock clock;
  private final Signals signals;

  BasePulls(Clock clock, Signals signals) {
    this.clock = clock;
    this.signals = signals;
  }

  /** What pages show: the live ones and the fresh failures. */
  @Transactional
  List<BasePull> telling() {
    Instant since = clock.instant().minus(TELL_FAILURE);
    return list("status in ('wanted', 'pulling') or (status = 'failed' and changed > ?1)", since);
  }

  @Transactional
  List<BasePull> justDone() {
    return list("status = 'done' and changed > ?1", clock.instant().minus(JUST));
  }

  @Transactional
  Optional<BasePull> of(String lookup) {
    return find("lookup", lookup).firstResultOptional();
  }

  /** One that is live goes on; one that has ended starts anew. */
  @Transactional
  void want(String lookup, String reference) {
    int changed =
        getEntityManager()
            .createNativeQuery(
                """
                insert into base_pull (lookup, reference, status, changed)
                values (:lookup, :reference, 'wanted', :now)
                on conflict (lookup) do update set status = 'wanted', layers_done = 0, layers = 0,
                  bytes = 0, total = 0, rate = 0, seconds_left = null, gone = false, why = null,
                  changed = :now
                where base_pull.status in ('done', 'failed')
                """)
            .setParameter("lookup", lookup)
            .setParameter("reference", reference)
            .setParameter("now", clock.instant())
            .executeUpdate();
    if (changed > 0) {
      tell();
    }
  }

  /** Takes the pull that has waited longest, or one whose puller died. */
  @Transactional
  Optional<BasePull> claim() {
    List<?> ids =
        getEntityManager()
            .createNativeQuery(
                """
                select id from base_pull
                where status = 'wanted' or (status = 'pulling' and heartbeat < :silent)
                order by changed limit 1 for update skip locked
                """)
            .setParameter("silent", clock.instant().minus(SILENCE))
            .getResultList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    BasePull pull = findById(((Number) ids.getFirst()).longValue());
    pull.status = "pulling";
    pull.claim = UUID.randomUUID();
    pull.heartbeat = clock.instant();
    pull.changed = clock.instant();
    tell();
    return Optional.of(pull);
  }

  /** False if the pull is another's by now: it is to be left then. */
  @Transactional
  boolean progressed(UUID claim, Pulling at) {
    int mine =
        update(
            "heartbeat = ?1, layersDone = ?2, layers = ?3, bytes = ?4, total = ?5, rate = ?6,"
                + " secondsLeft = ?7 where claim = ?8",
            clock.instant(),
            at.layersDone(),
            at.layers(),
            at.bytes(),
            at.total(),
            at.rate(),
            at.left().map(Duration::toSeconds).orElse(null),
            claim);
    if (mine > 0) {
      tell();
    }
    return mine > 0;
  }

  @Transactional
  void done(UUID claim) {
    update("status = 'done', claim = null, changed = ?1 where claim = ?2", clock.instant(), claim);
    tell();
  }

  @Transactional
  void failed(UUID claim, BaseTrouble trouble) {
    update(
        "status = 'failed', claim = null, gone = ?1, why = ?2, changed = ?3 where claim = ?4",
        trouble.gone(),
        trouble.why(),
        clock.instant(),
        claim);
    tell();
  }

  private void tell() {
    signals.raise(new Signal(Catalogue.TOPIC, 0, 0));
  }
}
