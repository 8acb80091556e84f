package dev.carrel.desk;

import dev.carrel.build.BuildView;
import dev.carrel.environment.EnvironmentView;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;

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
