package dev.carrel.gpu;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the GPUs of the engine's machine are found and watched. */
@ConfigMapping(prefix = "carrel.gpus.inventory")
interface InventoryConfig {

  /**
   * NVIDIA's tool, or what stands in for it: a program and its first arguments, separated by
   * commas. {@code none}: this machine has no GPUs to give.
   */
  @WithDefault("nvidia-smi")
  List<String> command();

  /**
   * Prints the kernel's log, where the driver reports grave errors (Xid) and nowhere else. A portal
   * that is not root may not read it on many machines, and goes without. {@code none}: not read.
   */
  @WithDefault("dmesg")
  List<String> kernelLog();

  /** How often it is asked. */
  @WithDefault("10s")
  String every();

  /**
   * How long it may take. Without NVIDIA's persistence daemon each call wakes all GPUs, which takes
   * seconds.
   */
  @WithDefault("20s")
  Duration timeout();

  /**
   * Programs that may use a GPU beside Carrel without it counting as taken, by the end of their
   * path, like {@code nv-hostengine}.
   */
  Optional<List<String>> ignored();

  /** A GPU that was not seen for so long is no longer listed. */
  @WithDefault("30d")
  Duration forgetAfter();
}
