package dev.carrel.gpu.board;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the board tells. */
@ConfigMapping(prefix = "carrel.gpus.board")
interface BoardConfig {

  /**
   * Whether members see on the board by name who holds a GPU and who waits. Otherwise others are
   * shown as *busy*. One's own things always bear their names; the API never names others.
   */
  @WithDefault("true")
  boolean showHolders();

  /** How many of those who wait are listed, besides one's own. */
  @WithDefault("30")
  int waitingShown();
}
