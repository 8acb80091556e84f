package dev.carrel.account;

import java.time.Duration;
import java.util.Optional;

/**
 * What a policy says of GPUs that stand idle; what it leaves open is as for everybody. The fields
 * mean what the settings of {@code carrel.gpus.idle} of that name mean.
 *
 * @param enabled whether they are taken back
 * @param threshold percent of use; idle is below
 * @param after how long, before the first notice
 * @param afterQueued the same while others wait
 * @param grace after a start, in which nothing is done
 * @param between two steps
 * @param busyCpus that excuse a declared long job
 * @param keep the longest for which somebody may keep them
 */
public record IdleLimits(
    Optional<Boolean> enabled,
    Optional<Double> threshold,
    Optional<Duration> after,
    Optional<Duration> afterQueued,
    Optional<Duration> grace,
    Optional<Duration> between,
    Optional<Double> busyCpus,
    Optional<Duration> keep) {
  public static final IdleLimits NOTHING =
      new IdleLimits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  static IdleLimits of(LimitConfig.GpuIdle said) {
    return new IdleLimits(
        said.enabled(),
        said.threshold(),
        said.after(),
        said.afterQueued(),
        said.grace(),
        said.between(),
        said.busyCpus(),
        said.keep());
  }

  /** The same, but where that says something. */
  public IdleLimits and(IdleLimits said) {
    return new IdleLimits(
        said.enabled.or(() -> enabled),
        said.threshold.or(() -> threshold),
        said.after.or(() -> after),
        said.afterQueued.or(() -> afterQueued),
        said.grace.or(() -> grace),
        said.between.or(() -> between),
        said.busyCpus.or(() -> busyCpus),
        said.keep.or(() -> keep));
  }

  /**
   * What names a time and none for while others wait means half of it: else nobody whose group has
   * a time of its own would be told of it on a machine where somebody always waits.
   */
  Optional<Duration> afterQueuedOrHalf() {
    return afterQueued.or(() -> after.map(time -> time.dividedBy(2)));
  }
}
