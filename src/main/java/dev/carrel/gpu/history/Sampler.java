package dev.carrel.gpu.history;

import dev.carrel.gpu.history.EnvironmentReading.Devices;
import dev.carrel.gpu.history.Occupants.Occupant;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes down every ten seconds what devices and environments do: four statements and a few small
 * files for each environment. What cannot be read is written down as not known, never as nothing.
 */
@ApplicationScoped
class Sampler {
  static final String TIMER = "sampler";

  private static final Logger LOG = Logger.getLogger(Sampler.class);

  private final Instance<Gauges> gauges;
  private final Instance<Occupants> occupants;
  private final Instance<Presence> presences;
  private final Holders holders;
  private final Meters meters;
  private final DeviceSamples devices;
  private final EnvironmentSamples environments;
  private final Clock clock;

  @Inject
  Sampler(
      Instance<Gauges> gauges,
      Instance<Occupants> occupants,
      Instance<Presence> presences,
      Holders holders,
      Meters meters,
      DeviceSamples devices,
      EnvironmentSamples environments,
      Clock clock) {
    this.gauges = gauges;
    this.occupants = occupants;
    this.presences = presences;
    this.holders = holders;
    this.meters = meters;
    this.devices = devices;
    this.environments = environments;
    this.clock = clock;
  }

  @Scheduled(
      identity = Sampler.TIMER,
      every = "10s",
      delayed = "10s",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sample() {
    try {
      sampleNow();
    } catch (RuntimeException trouble) {
      // A database that starts again: the history has a gap, which nobody takes for idle time.
      LOG.debugf("No sample was written: %s", trouble.getMessage());
    }
  }

  void sampleNow() {
    Instant now = clock.instant();
    Instant at = Grain.READING.start(now);
    Map<Long, Gauge> fresh = fresh(now);
    if (!fresh.isEmpty()) {
      devices.add(at, fresh);
    }
    List<Occupant> running = occupants.stream().flatMap(o -> o.running().stream()).toList();
    if (running.isEmpty()) {
      return;
    }
    Holders.Held held = holders.now();
    Map<String, Meters.Rates> rates =
        meters.read(running.stream().map(Occupant::container).toList(), now);
    Map<Long, Integer> open = open();
    environments.add(
        at,
        held.waiting(),
        running.stream()
            .map(
                one ->
                    reading(
                        one,
                        devices(held.of(one.environment()), fresh),
                        Optional.ofNullable(rates.get(one.container())),
                        open.getOrDefault(one.environment(), 0)))
            .toList());
  }

  private Map<Long, Gauge> fresh(Instant now) {
    Map<Long, Gauge> fresh = new HashMap<>();
    gauges.forEach(g -> fresh.putAll(g.read()));
    fresh.values().removeIf(gauge -> !gauge.fresh(now));
    return fresh;
  }

  private Map<Long, Integer> open() {
    Map<Long, Integer> open = new HashMap<>();
    presences.forEach(p -> p.open().forEach((id, count) -> open.merge(id, count, Integer::sum)));
    return open;
  }

  private static EnvironmentReading reading(
      Occupant one, Devices devices, Optional<Meters.Rates> rates, int open) {
    return new EnvironmentReading(
        one.environment(),
        devices,
        rates.flatMap(Meters.Rates::cpu),
        rates.map(Meters.Rates::memory),
        rates.flatMap(Meters.Rates::received),
        rates.flatMap(Meters.Rates::sent),
        open);
  }

  /** What was read before it had them shows what somebody else did. */
  private static Devices devices(List<Holders.Lent> lent, Map<Long, Gauge> fresh) {
    if (lent.isEmpty()) {
      return Devices.NONE;
    }
    List<Gauge> read =
        lent.stream()
            .flatMap(
                one ->
                    Optional.ofNullable(fresh.get(one.device()))
                        .filter(gauge -> gauge.at().isAfter(one.started()))
                        .stream())
            .toList();
    List<Double> used = read.stream().flatMap(gauge -> gauge.utilisation().stream()).toList();
    return new Devices(
        lent.size(),
        used.size() == lent.size(),
        used.stream().mapToDouble(u -> u).average().stream().boxed().findFirst(),
        used.stream().mapToDouble(u -> u).max().stream().boxed().findFirst(),
        read.isEmpty()
            ? Optional.empty()
            : Optional.of(read.stream().mapToLong(Gauge::memory).sum()));
  }
}
