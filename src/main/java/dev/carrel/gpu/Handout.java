package dev.carrel.gpu;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.gpu.plan.Grant;
import dev.carrel.gpu.plan.Planner;
import dev.carrel.gpu.plan.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hands out the devices that are free, in one transaction of a few statements. */
@ApplicationScoped
class Handout {
  /** One replica at a time decides; any constant that nothing else here takes. */
  private static final long LOCK = 0x6770_7573L;

  private final Requests requests;
  private final Leases leases;
  private final PastLeases past;
  private final Floors floors;
  private final QueueConfig config;
  private final EntityManager entities;
  private final Signals signals;
  private final Event<DevicesHeld> held;
  private final Clock clock;

  @Inject
  Handout(
      Requests requests,
      Leases leases,
      PastLeases past,
      Floors floors,
      QueueConfig config,
      EntityManager entities,
      Signals signals,
      Event<DevicesHeld> held,
      Clock clock) {
    this.requests = requests;
    this.leases = leases;
    this.past = past;
    this.floors = floors;
    this.config = config;
    this.entities = entities;
    this.signals = signals;
    this.held = held;
    this.clock = clock;
  }

  /**
   * @return how many environments it gave devices to
   */
  @Transactional
  int make() {
    // Whoever waits here reads anew when it is its turn, so that nothing is decided on old rows.
    entities
        .createNativeQuery("select 1 from (select pg_advisory_xact_lock(?1)) as taken")
        .setParameter(1, LOCK)
        .getSingleResult();
    Instant now = clock.instant();
    if (requests.giveUpHolds(now) > 0) {
      signals.raise(new Signal(Inventory.TOPIC, 0, 0));
    }
    Floors.Reading reading = floors.read(now);
    if (reading.nobodyWaits()) {
      return 0;
    }
    List<Grant> grants = Planner.grants(reading.floor(), now);
    return grants.isEmpty() ? 0 : hold(preferred(grants, reading), reading);
  }

  private List<Grant> preferred(List<Grant> grants, Floors.Reading reading) {
    Map<Long, Set<Long>> former = past.former(grants.stream().map(Grant::request).toList());
    return former.isEmpty() ? grants : new Return(reading.floor(), former).of(grants);
  }

  private int hold(List<Grant> grants, Floors.Reading reading) {
    // Later than whatever was released before the rows were read.
    Instant now = clock.instant();
    // Whoever was withdrawn since is left out.
    Set<Long> still = new HashSet<>(requests.hold(grants));
    List<Grant> given = grants.stream().filter(g -> still.contains(g.request())).toList();
    leases.hold(given, now, now.plus(config.hold()));
    Map<Long, Waiting> waited =
        reading.floor().waiting().stream()
            .collect(Collectors.toMap(Waiting::request, Function.identity()));
    held.fire(
        new DevicesHeld(
            given.stream()
                .map(g -> waited.get(g.request()))
                .map(w -> new DevicesHeld.Turn(w.environment(), w.account()))
                .toList()));
    signals.raise(new Signal(Inventory.TOPIC, 0, 0));
    return given.size();
  }
}
