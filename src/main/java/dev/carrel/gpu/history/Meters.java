package dev.carrel.gpu.history;

import dev.carrel.engine.ContainerMeter;
import dev.carrel.engine.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns what containers have used so far into what they use now. Each replica counts by itself. */
@ApplicationScoped
class Meters {
  private final Engine engine;
  private Map<String, ContainerMeter> before = Map.of();
  private Instant beforeAt = Instant.EPOCH;

  @Inject
  Meters(Engine engine) {
    this.engine = engine;
  }

  /**
   * @param cpu processors busy since the reading before; empty at the first
   */
  record Rates(
      Optional<Double> cpu, long memory, Optional<Double> received, Optional<Double> sent) {}

  /** By container; one that cannot be read lacks. */
  synchronized Map<String, Rates> read(Collection<String> containers, Instant now) {
    Map<String, ContainerMeter> meters = engine.containers().meters(containers);
    double seconds = Duration.between(beforeAt, now).toMillis() / 1000.0;
    Map<String, Rates> rates = new HashMap<>();
    meters.forEach(
        (id, meter) -> rates.put(id, rates(meter, Optional.ofNullable(before.get(id)), seconds)));
    before = meters;
    beforeAt = now;
    return rates;
  }

  private static Rates rates(
      ContainerMeter meter, Optional<ContainerMeter> before, double seconds) {
    return new Rates(
        before.flatMap(b -> rate(meter.cpu().toNanos() - b.cpu().toNanos(), seconds * 1e9)),
        meter.memory(),
        before.flatMap(b -> rate(b.received(), meter.received(), seconds)),
        before.flatMap(b -> rate(b.sent(), meter.sent(), seconds)));
  }

  private static Optional<Double> rate(Optional<Long> before, Optional<Long> now, double seconds) {
    return before.flatMap(b -> now.flatMap(n -> rate(n - b, seconds)));
  }

  /** A count that went back was begun anew: the container was started again. */
  private static Optional<Double> rate(long more, double time) {
    return more < 0 || time <= 0 ? Optional.empty() : Optional.of(more / time);
  }
}
