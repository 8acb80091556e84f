package dev.carrel.environment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How environments are launched and kept. */
@ConfigMapping(prefix = "carrel.environments")
interface EnvironmentConfig {

  /** Processors that the launch form proposes. */
  @WithDefault("1")
  BigDecimal cpus();

  /** Memory that the launch form proposes, like {@code 2g}. */
  @WithDefault("2g")
  MemorySize memory();

  /** Hours that the launch form proposes. */
  @WithDefault("8")
  BigDecimal hours();

  /** How long before its hours run out an environment's owner is told. */
  @WithDefault("30m")
  Duration notice();

  /** How long processes may take to end after a stop before they are killed. */
  @WithDefault("10s")
  Duration stopGrace();

  /**
   * How long a command given to the API's {@code exec} may run, and how long it waits before for an
   * environment that is starting.
   */
  @WithDefault("30s")
  Duration execTimeout();

  /** How often rows and engine are compared, besides on each change. */
  @WithDefault("15s")
  String compareEvery();

  /** Folder for each environment's home and generated files. Must lie on the engine's machine. */
  @WithDefault("${carrel.home:var}/environments")
  Path folder();

  /** Variables that each environment gets, like {@code https_proxy} or {@code PIP_INDEX_URL}. */
  Map<String, String> variables();
}
