package dev.carrel.environment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** A launch request with all that it left open filled in. */
record LaunchPlan(
    String name,
    String workspace,
    Optional<String> recipe,
    BigDecimal cpus,
    long memory,
    BigDecimal hours) {

  static LaunchPlan of(LaunchRequest request, EnvironmentConfig config) {
    return new LaunchPlan(
        request.name(),
        request.workspace().orElse(request.name()),
        request.recipe(),
        request.cpus().orElse(config.cpus()).setScale(2, RoundingMode.HALF_UP),
        request.memory().orElse(config.memory().asLongValue()),
        request.hours().orElse(config.hours()).setScale(2, RoundingMode.HALF_UP));
  }
}
