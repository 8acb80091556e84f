package dev.carrel.recipe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of recipes. */
@ConfigMapping(prefix = "carrel.recipe")
interface RecipeConfig {

  /** How long a draft that nobody touches stays before it is forgotten. */
  @WithDefault("90d")
  Duration draftsStay();
}
