package dev.carrel.gpu;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How GPUs are handed out. */
@ConfigMapping(prefix = "carrel.gpus.queue")
interface QueueConfig {

  /** How long a GPU waits for the environment whose turn it is, before it goes to the next. */
  @WithDefault("15m")
  Duration hold();

  /** In the fair share an hour of GPU used that long ago counts half. */
  @WithDefault("7d")
  Duration halfLife();

  /** Who has waited longer than this goes first, whatever was used before: so nobody starves. */
  @WithDefault("8h")
  Duration patience();

  /** How often the queue is looked at, besides on each change. */
  @WithDefault("10s")
  String lookEvery();
}
