package dev.carrel.account;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Limits by group. */
@ConfigMapping(prefix = "carrel.limits")
interface LimitConfig {
  String DEFAULT = "default";

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

    /** A note on disk space, shown to people; nothing enforces it. */
    Optional<String> disk();
  }
}
