package dev.carrel.environment;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What somebody wants launched. Exactly one of image and recipe is given.
 *
 * @param name unique among the account's environments that are not retired
 * @param image an image's id or reference
 * @param recipe a recipe's name: its latest image, built first if need be
 * @param workspace an existing or a new workspace's name; the environment's own name if empty
 * @param cpus processors; the setting's default if empty
 * @param memory bytes; the setting's default if empty
 * @param hours until it is stopped; the setting's default if empty
 * @param submission tells a repeated request (a second tab, a lost answer) from a new one
 */
public record LaunchRequest(
    String name,
    Optional<String> image,
    Optional<String> recipe,
    Optional<String> workspace,
    Optional<BigDecimal> cpus,
    Optional<Long> memory,
    Optional<BigDecimal> hours,
    Optional<String> submission) {

  public static LaunchRequest fromImage(String name, String image) {
    return new LaunchRequest(
        name,
        Optional.of(image),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static LaunchRequest fromRecipe(String name, String recipe) {
    return new LaunchRequest(
        name,
        Optional.empty(),
        Optional.of(recipe),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public LaunchRequest withWorkspace(String other) {
    return new LaunchRequest(
        name, image, recipe, Optional.of(other), cpus, memory, hours, submission);
  }

  public LaunchRequest withLimits(BigDecimal moreCpus, long bytes, BigDecimal longer) {
    return new LaunchRequest(
        name,
        image,
        recipe,
        workspace,
        Optional.of(moreCpus),
        Optional.of(bytes),
        Optional.of(longer),
        submission);
  }
}
