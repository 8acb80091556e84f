package dev.carrel.environment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An environment as pages, the API and later stages see it.
 *
 * @param account its owner's id
 * @param phase what is being done while it is starting, like {@code creating the container}
 * @param image what it was launched from, like {@code carrel-alice/my-project:3}; empty while that
 *     is being built
 * @param build the build that it waits for or was refused by
 * @param container the engine's id of its container, where there is one
 * @param hours how long it may run after each start
 * @param expires when its hours run out; empty unless it runs
 */
public record EnvironmentView(
    long id,
    long account,
    String name,
    Status status,
    Optional<String> phase,
    Optional<Reason> reason,
    Optional<String> image,
    Optional<String> recipe,
    Optional<Long> build,
    String workspace,
    BigDecimal cpus,
    long memory,
    BigDecimal hours,
    Optional<String> container,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<Instant> expires,
    boolean retiring) {

  public boolean running() {
    return status == Status.RUNNING;
  }

  /** Whether {@code start} would be taken. */
  public boolean startable() {
    return (status == Status.STOPPED || status == Status.FAILED) && !retiring;
  }

  /** Whether {@code stop} would be taken. */
  public boolean stoppable() {
    return (status == Status.RUNNING || status == Status.STARTING || status == Status.QUEUED)
        && !retiring;
  }

  /** True if it ends before this much time is over. */
  public boolean endsWithin(Duration time, Instant now) {
    return running() && expires.filter(end -> end.isBefore(now.plus(time))).isPresent();
  }
}
