package dev.carrel.retirement.idle;

import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.IdlePlan;
import dev.carrel.environment.Status;
import dev.carrel.gpu.history.EnvironmentPoint;
import dev.carrel.web.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The page on one environment's use.
 *
 * @param terms of its owner
 * @param everybody what holds where no group says otherwise
 */
record Use(
    EnvironmentView one,
    IdlePlan plan,
    IdleTerms terms,
    IdleTerms everybody,
    Optional<Kept> kept,
    List<Decision> decisions,
    Span span,
    List<EnvironmentPoint> points,
    List<UseLine> lines) {

  public List<Span> spans() {
    return Span.all();
  }

  public boolean nothing() {
    return points.isEmpty();
  }

  public boolean gpus() {
    return one.gpus().isPresent() || points.stream().anyMatch(p -> p.gpus() > 0);
  }

  /** The newest step of an idle time that still goes on, which is all that can be answered. */
  public Optional<Decision> pending() {
    return decisions.stream()
        .findFirst()
        .filter(d -> d.step() != Step.RELEASE && kept.isEmpty() && holds())
        .filter(d -> points.isEmpty() || idleSince(d.at()));
  }

  private boolean idleSince(Instant time) {
    return points.stream()
        .filter(p -> p.at().isAfter(time))
        .allMatch(p -> p.peak().filter(peak -> peak >= rule().threshold()).isEmpty());
  }

  public boolean changeable() {
    return one.status() != Status.RETIRED;
  }

  public boolean holds() {
    return !one.leases().isEmpty();
  }

  public boolean demoted() {
    return one.running() && one.withoutGpus();
  }

  public String keepHours() {
    return BigDecimal.valueOf(terms.keep().toMinutes())
        .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  public boolean enabled() {
    return terms.enabled();
  }

  /** Whether it is a policy of the owner's groups that says so. */
  public boolean ofGroups() {
    return enabled() != everybody.enabled() || !rule().equals(everybody.rule());
  }

  private IdleRule rule() {
    return terms.rule();
  }

  public String ruleWords() {
    return rule().words(false);
  }

  public long queuedMinutes() {
    return rule().afterQueued().toMinutes();
  }

  public long graceMinutes() {
    return rule().grace().toMinutes();
  }

  public long betweenMinutes() {
    return rule().between().toMinutes();
  }

  public long betweenQueuedMinutes() {
    return rule().between(true).toMinutes();
  }

  /** Like {@code 12 % on average, 97 % at most}. */
  public String gpuWords() {
    return Slices.mean(points, EnvironmentPoint::gpu)
        .map(
            mean ->
                "%s on average, %s at most"
                    .formatted(
                        UseLine.percent(mean),
                        UseLine.percent(
                            Slices.highest(points, EnvironmentPoint::peak).orElse(mean))))
        .orElse("not known");
  }

  public String gpuMemoryWords() {
    return mean(Slices.mean(points, p -> p.gpuMemory().map(Long::doubleValue)));
  }

  public String cpuWords() {
    return Slices.mean(points, EnvironmentPoint::cpu)
        .map(
            mean ->
                "%s of %s processors on average"
                    .formatted(
                        UseLine.processors(mean), one.cpus().stripTrailingZeros().toPlainString()))
        .orElse("not known");
  }

  public String memoryWords() {
    return mean(Slices.mean(points, p -> p.memory().map(Long::doubleValue)))
        + ", of "
        + Words.memory(one.memory());
  }

  public String networkWords() {
    return Slices.mean(points, EnvironmentPoint::received)
        .map(
            in ->
                "%s/s in and %s/s out on average"
                    .formatted(
                        Words.bytes(Math.round(in)),
                        Words.bytes(
                            Math.round(Slices.mean(points, EnvironmentPoint::sent).orElse(0.0)))))
        .orElse("not known");
  }

  private static String mean(Optional<Double> bytes) {
    return bytes.map(b -> Words.memory(Math.round(b)) + " on average").orElse("not known");
  }
}
