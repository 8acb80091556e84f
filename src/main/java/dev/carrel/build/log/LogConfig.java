package dev.carrel.build.log;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the builds' logs is kept. */
@ConfigMapping(prefix = "carrel.builds.log")
public interface LogConfig {

  /** Kept of one build's log: the beginning and the end, half each; the middle is left out. */
  @WithDefault("64M")
  MemorySize limit();

  /** Lines are gathered for so long before they are written and shown. */
  @WithDefault("0.05S")
  Duration gather();

  /** Logs of builds that ended longer ago are removed. */
  @WithDefault("90D")
  Duration keep();

  /** Logs of an account's builds beyond so many newest ones are removed. */
  @WithDefault("200")
  int keepPerAccount();
}
