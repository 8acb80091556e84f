package dev.carrel.environment;

import dev.carrel.gpu.GpuRequest;
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
 * @param gpus the devices that it is not to run without
 * @param job a command that it is to run and to end with
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
    Optional<GpuRequest> gpus,
    Optional<Job> job,
    Optional<String> submission) {

  public static LaunchRequest fromImage(String name, String image) {
    return of(name, Optional.of(image), Optional.empty());
  }

  public static LaunchRequest fromRecipe(String name, String recipe) {
    return of(name, Optional.empty(), Optional.of(recipe));
  }

  private static LaunchRequest of(String name, Optional<String> image, Optional<String> recipe) {
    return new LaunchRequest(
        name,
        image,
        recipe,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public LaunchRequest withWorkspace(String other) {
    return new LaunchRequest(
        name, image, recipe, Optional.of(other), cpus, memory, hours, gpus, job, submission);
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
        gpus,
        job,
        submission);
  }

  public LaunchRequest withGpus(GpuRequest wish) {
    return new LaunchRequest(
        name, image, recipe, workspace, cpus, memory, hours, Optional.of(wish), job, submission);
  }

  public LaunchRequest withJob(Job command) {
    return new LaunchRequest(
        name,
        image,
        recipe,
        workspace,
        cpus,
        memory,
        hours,
        gpus,
        Optional.of(command),
        submission);
  }

  /** The same request, known again if it is repeated. */
  public LaunchRequest submittedAs(String key) {
    return new LaunchRequest(
        name, image, recipe, workspace, cpus, memory, hours, gpus, job, Optional.of(key));
  }
}
