package dev.carrel.build;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How builds share the machine. */
@ConfigMapping(prefix = "carrel.builds")
public interface BuildConfig {

  /** Builds that run at the same time, over all replicas; the others wait in the queue. */
  @WithDefault("2")
  int concurrent();

  /** A build that takes longer is ended. */
  @WithDefault("2H")
  Duration timeLimit();

  /** An image that is larger, the base's layers included, is refused and removed. */
  @WithDefault("60G")
  MemorySize sizeLimit();

  /**
   * A replica that does not say for so long that it is alive has lost its builds: others take them
   * up.
   */
  @WithDefault("20S")
  Duration lease();

  /** Builds end as failed when the portal or the engine went away under them more often. */
  @WithDefault("3")
  int interruptions();
}
