package dev.carrel.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "carrel.terminals")
interface AccessConfig {
  /** How many terminals one environment may have open at once. */
  @WithDefault("12")
  int perEnvironment();

  /** How long a shell that nobody looks at is kept for its owner's return before it is ended. */
  @WithDefault("12h")
  Duration linger();
}
