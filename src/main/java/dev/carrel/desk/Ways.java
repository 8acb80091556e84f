package dev.carrel.desk;

import dev.carrel.build.BuildView;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.gpu.GpuWords;
import dev.carrel.gpu.Outlook;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Collectors;

/** Addresses and words that the desk's lines need. Names hold only what may stand in an address. */
@TemplateExtension
final class Ways {
  private Ways() {}

  static String environmentUrl(String name) {
    return "/environments/" + name;
  }

  static String terminalUrl(String name) {
    return environmentUrl(name) + "/terminal";
  }

  static String startUrl(String name) {
    return environmentUrl(name) + "/start";
  }

  static String hereUrl(String name) {
    return environmentUrl(name) + "/here";
  }

  static String recipeUrl(String name) {
    return "/recipes/" + name;
  }

  static String editUrl(String name) {
    return recipeUrl(name) + "/edit";
  }

  static String launchUrl(String recipe) {
    return "/environments/new?recipe=" + recipe;
  }

  static String url(BuildView build) {
    return buildUrl(build.id());
  }

  static String buildUrl(Long id) {
    return "/builds/" + id;
  }

  static String stateText(EnvironmentView environment) {
    return environment.phase().orElse(environment.status().word());
  }

  /** {@code second in the queue}. */
  static String place(Outlook outlook) {
    return outlook.away()
        ? "away when its turn came"
        : GpuWords.place(outlook.position()) + " in the queue";
  }

  /** The GPUs that it has, like {@code A100 80 GB}; empty if none. */
  static String devices(EnvironmentView environment) {
    return environment.leases().stream()
        .map(lease -> GpuWords.kind(lease.device()))
        .collect(Collectors.joining(", "));
  }

  static String them(EnvironmentView environment) {
    return environment.leases().size() == 1 ? "it" : "them";
  }

  static String they(EnvironmentView environment) {
    return environment.leases().size() == 1 ? "it goes" : "they go";
  }

  /** Until when they wait to be picked up. */
  static Instant heldUntil(EnvironmentView environment) {
    return environment.leases().stream()
        .flatMap(lease -> lease.heldUntil().stream())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Both the word and its look. */
  static String state(BuildView build) {
    return switch (build.status()) {
      case QUEUED -> "queued";
      case RUNNING -> "building";
      case SUCCEEDED -> "ready";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }

  /** "jax:2" of "carrel-alice/jax:2": on one's own desk all images are one's own. */
  static String brief(String reference) {
    return reference.substring(reference.indexOf('/') + 1);
  }

  static String cpus(BigDecimal number) {
    String plain = number.stripTrailingZeros().toPlainString();
    return plain + (plain.equals("1") ? " CPU" : " CPUs");
  }
}
