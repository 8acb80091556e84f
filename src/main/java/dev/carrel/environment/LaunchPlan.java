package dev.carrel.environment;

import dev.carrel.account.Limits;
import dev.carrel.gpu.GpuRequest;
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
    BigDecimal hours,
    Optional<GpuRequest> gpus,
    Optional<Job> job) {

  /** Hours that were left open are no more than the limits allow. */
  static LaunchPlan of(LaunchRequest request, EnvironmentConfig config, Limits limits) {
    BigDecimal most =
        request.gpus().isPresent() ? limits.hours().min(limits.gpus().hours()) : limits.hours();
    return new LaunchPlan(
        request.name(),
        request.workspace().orElse(request.name()),
        request.recipe(),
        request.cpus().orElse(config.cpus()).setScale(2, RoundingMode.HALF_UP),
        request.memory().orElse(config.memory().asLongValue()),
        request.hours().orElseGet(() -> config.hours().min(most)).setScale(2, RoundingMode.HALF_UP),
        request.gpus(),
        request.job());
  }
}
