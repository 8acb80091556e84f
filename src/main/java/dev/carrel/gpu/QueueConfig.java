package dev.carrel.gpu;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How GPUs are handed out. */
@ConfigMapping(prefix = "carrel.gpus.queue")
interface QueueConfig {

  /**
   * How long a GPU waits for somebody to use it when it is given: a terminal, a command, the GPU
   * itself, or a word on the environment's page. Then it goes to the next, and the environment
   * waits with its place in the queue until its owner is there.
   */
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
