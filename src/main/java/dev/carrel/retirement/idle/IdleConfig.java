package dev.carrel.retirement.idle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a leased GPU counts as idle, and what follows. */
@ConfigMapping(prefix = "carrel.gpus.idle")
interface IdleConfig {
  /** Whether GPUs that stand idle are taken back. Their use is recorded in any case. */
  @WithDefault("true")
  boolean enabled();

  /** Percent of use. A GPU is idle while each reading of it is below. */
  @WithDefault("5")
  double threshold();

  /** How long all GPUs of an environment must have been idle before the first notice. */
  @WithDefault("60m")
  Duration after();

  /** The same while others wait for a GPU. */
  @WithDefault("30m")
  Duration afterQueued();

  /** After a start nobody is told anything for so long: data are fetched, code is compiled. */
  @WithDefault("30m")
  Duration grace();

  /**
   * The time from the first notice to the second, and from that to the release; while the GPUs go
   * on being idle. While others wait it is shortened as the idle time is: by default to half.
   */
  @WithDefault("10m")
  Duration between();

  /**
   * Processors that a declared long job must keep busy to be left alone before its first use of the
   * GPU.
   */
  @WithDefault("0.5")
  double busyCpus();

  /** The longest time for which somebody can keep an idle GPU by giving a reason. */
  @WithDefault("4h")
  Duration keep();
}
