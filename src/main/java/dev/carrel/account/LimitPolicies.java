package dev.carrel.account;

import dev.carrel.account.LimitConfig.Policy;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds an account's limits: of its groups the most generous, limit by limit. */
@ApplicationScoped
public class LimitPolicies {
  private static final Limits SHIPPED =
      new Limits(3, new BigDecimal(4), 8L << 30, new BigDecimal(72), "", GpuLimits.SHIPPED);

  private final ByGroup<Policy> policies;

  @Inject
  LimitPolicies(LimitConfig config) {
    this(config.groups());
  }

  LimitPolicies(Map<String, Policy> policies) {
    this.policies = new ByGroup<>(policies);
  }

  public Limits of(Account account) {
    return of(account.groups());
  }

  Limits of(List<String> groups) {
    return new Limits(
        most(groups, Policy::environments, SHIPPED.environments()),
        most(groups, Policy::cpus, SHIPPED.cpus()),
        most(groups, policy -> policy.memory().map(MemorySize::asLongValue), SHIPPED.memory()),
        most(groups, Policy::hours, SHIPPED.hours()),
        policies.first(groups, Policy::disk).orElse(SHIPPED.disk()),
        new GpuLimits(
            most(groups, Policy::gpus, GpuLimits.SHIPPED.devices()),
            most(groups, Policy::gpuHours, GpuLimits.SHIPPED.hours()),
            most(groups, Policy::gpuHoursAWeek, GpuLimits.SHIPPED.hoursAWeek()),
            most(groups, Policy::gpuQueued, GpuLimits.SHIPPED.queued()),
            most(groups, Policy::gpuPriority, GpuLimits.SHIPPED.priority())));
  }

  private <T extends Comparable<T>> T most(
      List<String> groups, Function<Policy, Optional<T>> limit, T shipped) {
    return policies.most(groups, limit, Comparator.naturalOrder()).orElse(shipped);
  }
}
