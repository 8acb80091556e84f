package dev.carrel.environment;

import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.Lease;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An environment as pages, the API and later stages see it.
 *
 * @param account its owner's id
 * @param phase what is being done while it is starting, like {@code starting the container}
 * @param image what it was launched from, like {@code carrel-alice/my-project:3}; empty while that
 *     is being built
 * @param build the build that it waits for or was refused by
 * @param container the engine's id of its container, where there is one
 * @param hours how long it may run after each start
 * @param expires when its hours run out; empty unless it runs
 * @param gpus which devices it wants, whether it has them now or not
 * @param leases the devices that it has, or that are held for it
 * @param job the command that it exists for
 * @param exitCode how the job's last run ended
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
    boolean retiring,
    Optional<GpuRequest> gpus,
    List<Lease> leases,
    Optional<Job> job,
    Optional<Integer> exitCode) {

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

  /** Is in the queue for GPUs, or held some that it has not picked up. */
  public boolean waitsForGpus() {
    return status == Status.QUEUED && gpus.isPresent() && !retiring;
  }

  /** Runs or starts without the devices that it wants. */
  public boolean withoutGpus() {
    return gpus.isPresent()
        && leases.isEmpty()
        && (status == Status.RUNNING || status == Status.STARTING);
  }

  /** When its devices go to the next unless somebody was there; empty where nobody has to be. */
  public Optional<Instant> pickUpBy() {
    return leases.stream().flatMap(lease -> lease.pickUpBy().stream()).min(Instant::compareTo);
  }

  /** True if it ends before this much time is over. */
  public boolean endsWithin(Duration time, Instant now) {
    return running() && expires.filter(end -> end.isBefore(now.plus(time))).isPresent();
  }
}
