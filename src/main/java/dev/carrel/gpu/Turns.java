package dev.carrel.gpu;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.notice.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;

/**
 * Whether anybody is there when devices are given. A turn that nobody uses passes: the devices go
 * to whoever is next, and the request waits, with its time in the queue, until its owner is there.
 */
@ApplicationScoped
public class Turns {
  private final Requests requests;
  private final Leases leases;
  private final QueueConfig config;
  private final Outlooks outlooks;
  private final EntityManager entities;
  private final Notices notices;
  private final Signals signals;
  private final Clock clock;

  @Inject
  Turns(
      Requests requests,
      Leases leases,
      QueueConfig config,
      Outlooks outlooks,
      EntityManager entities,
      Notices notices,
      Signals signals,
      Clock clock) {
    this.requests = requests;
    this.leases = leases;
    this.config = config;
    this.outlooks = outlooks;
    this.entities = entities;
    this.notices = notices;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Somebody is there: what it has is picked up, and a turn that passed may come again. One
   * statement, which changes nothing where that was known.
   */
  @Transactional
  public void here(long environment) {
    if (requests.here(environment) > 0) {
      // Else its owner could read once more that nobody is there.
      outlooks.forget();
      changed();
    }
  }

  /**
   * The environments whose devices nobody picked up in time. A device that is used is picked up,
   * however that was begun; of a slice it is only known that something is on it.
   */
  @Transactional
  public List<Long> lapsed() {
    if (pickUpWhatIsUsed() > 0) {
      changed();
    }
    return requests.lapsed(clock.instant());
  }

  private int pickUpWhatIsUsed() {
    return entities
        .createNativeQuery(
            """
            update gpu_request r set pick_up_by = null
            where r.pick_up_by is not null and exists (
              select 1 from environment_sample s
              join gpu_lease l on l.environment_id = s.environment_id and l.released_at is null
              where s.environment_id = r.environment_id and s.at >= l.started_at
                and (s.gpu_peak > 0 or s.unknown > 0 and s.gpu_memory is not null))""")
        .executeUpdate();
  }

  /**
   * It runs, and can be used from now on. However long the start took, there is the whole time for
   * somebody to come; so there is where its turn passed and the engine would not stop it.
   */
  @Transactional(TxType.MANDATORY)
  public void usable(long environment) {
    requests.pickUpBy(environment, clock.instant().plus(config.hold()));
  }

  /** Whoever has to be there has the whole time to come, from now on. */
  @Transactional
  public void beginAnew() {
    if (requests.pickUpBy(clock.instant().plus(config.hold())) > 0) {
      changed();
    }
  }

  /**
   * Its turn passes. The devices stay its own until it {@link #waitsAgain}, since it still runs.
   *
   * @return false if somebody was there in time after all, or it has given them back
   */
  @Transactional(TxType.MANDATORY)
  public boolean pass(long environment) {
    return requests
        .claim(environment)
        .filter(row -> row.passes(clock.instant()))
        .map(
            row -> {
              notices.tell(TurnNotices.passed(row, clock.instant()));
              changed();
              return true;
            })
        .orElse(false);
  }

  /**
   * Gives the devices back and keeps the place in the queue. To be called only when nothing of it
   * can run any more. Harmless if it waits.
   */
  @Transactional(TxType.MANDATORY)
  public void waitsAgain(long environment) {
    requests
        .claim(environment)
        .filter(row -> row.status() == RequestRow.Status.LEASED)
        .ifPresent(
            row -> {
              leases.release(row.id(), clock.instant(), "not picked up");
              row.waitsAgain();
              changed();
            });
  }

  private void changed() {
    signals.raise(new Signal(Inventory.TOPIC, 0, 0));
  }
}
