package dev.carrel.account;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
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

    /** A note on disk space, shown to people; nothing enforces it. */
    Optional<String> disk();
  }
}
