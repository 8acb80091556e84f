package dev.carrel.account;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Limits by group. */
@ConfigMapping(prefix = "carrel.limits")
interface LimitConfig {
  /**
   * The limits of each group, by the group's name as the identity provider gives it. Of several
   * groups the most generous counts, limit by limit. {@code default} holds what no group of a
   * person names.
   */
  @WithParentName
  Map<String, Policy> groups();

  /** What members of one group may use. */
  @ConfigGroup
  interface Policy {
    /** Environments that are not retired. */
    Optional<Integer> environments();

    /** CPUs of all running environments together, decimals allowed. */
    Optional<BigDecimal> cpus();

    /** Memory of all running environments together, such as {@code 16g}. */
    Optional<MemorySize> memory();

    /** The longest life of one environment, in hours. */
    Optional<BigDecimal> hours();

    /** GPUs (or slices of one) held at a time. */
    Optional<Integer> gpus();

    /** The longest lease of a GPU, in hours. */
    Optional<BigDecimal> gpuHours();

    /** GPU-hours in seven days; an hour of a slice counts its share of the device. */
    @WithName("gpu-hours-a-week")
    Optional<BigDecimal> gpuHoursAWeek();

    /** Environments that may wait for GPUs at a time. */
    Optional<Integer> gpuQueued();

    /** Among those with an equal share of the GPUs used: the higher goes first. */
    Optional<Integer> gpuPriority();

    /** When a GPU of theirs counts as idle; what is not said here is as in carrel.gpus.idle. */
    GpuIdle gpuIdle();

    /** A note on disk space, shown to people; nothing enforces it. */
    Optional<String> disk();
  }

  /** The idle rule of one group; the settings of carrel.gpus.idle under the same names. */
  @ConfigGroup
  interface GpuIdle {
    /**
     * Whether GPUs of theirs that stand idle are taken back. Of several groups the one that says no
     * counts. What none of a person's groups says is as in {@code carrel.gpus.idle}.
     */
    Optional<Boolean> enabled();

    /** Percent of use below which a GPU is idle. Of several groups the lowest counts. */
    Optional<Double> threshold();

    /**
     * How long all GPUs of an environment must have been idle before the first notice. Of several
     * groups the longest counts, as with the other times.
     */
    Optional<Duration> after();

    /**
     * The same while others wait for a GPU; half of {@code after} where a group names only that.
     */
    Optional<Duration> afterQueued();

    /** After a start nobody is told anything for so long. */
    Optional<Duration> grace();

    /** The time from the first notice to the second, and from that to the release. */
    Optional<Duration> between();

    /**
     * Processors that a declared long job must keep busy to be left alone. Of several groups the
     * fewest count.
     */
    Optional<Double> busyCpus();

    /** The longest time for which they can keep an idle GPU by giving a reason. */
    Optional<Duration> keep();
  }
}
