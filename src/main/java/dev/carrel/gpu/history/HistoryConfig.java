package dev.carrel.gpu.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long figures of devices and environments are kept, and how finely. */
@ConfigMapping(prefix = "carrel.gpus.history")
public interface HistoryConfig {
  /** How long each reading is kept; one is made every 10 seconds. */
  @WithDefault("2h")
  Duration readings();

  /** How long minutes are kept. */
  @WithDefault("2d")
  Duration minutes();

  /** How long quarters of an hour are kept: how far back a changed idle rule can be replayed. */
  @WithDefault("35d")
  Duration quarters();

  /** How long days are kept. */
  @WithDefault("730d")
  Duration days();
}
