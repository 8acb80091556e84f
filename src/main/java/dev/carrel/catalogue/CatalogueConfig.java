package dev.carrel.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which bases there are, and where they come from. */
@ConfigMapping(prefix = "carrel.catalogue")
interface CatalogueConfig {

  /**
   * A file that takes the place of the shipped catalogue, or adds to it if it begins with {@code
   * extends: shipped}. Its form is told at the head of the shipped one, {@code catalogue.yaml}.
   */
  Optional<Path> file();

  /**
   * A registry, with a path if need be, that serves all pulls, like {@code
   * registry.example.org/hub}: {@code python:3.12} is then pulled as {@code
   * registry.example.org/hub/library/python:3.12}.
   */
  Optional<String> registryPrefix();

  /** How often it is looked at where the bases are. */
  @WithDefault("PT10M")
  Duration lookEvery();

  /** How many bases one portal pulls at the same time. */
  @WithDefault("2")
  int pullsAtOnce();

  /**
   * A command that makes a base of kind {@code bootstrap} on the engine; gets the distribution's
   * suite as its only argument. Without it operators make such bases themselves.
   */
  Optional<Path> bootstrapCommand();
}
