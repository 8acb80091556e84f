package dev.carrel.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what a person's groups say of GPUs that stand idle: of several the most generous, field by
 * field. The lower threshold is the more generous, the longer time, and not to take back at all.
 */
@ApplicationScoped
public class IdlePolicies {
  private final ByGroup<IdleLimits> policies;

  @Inject
  IdlePolicies(LimitConfig config) {
    this(
        config.groups().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, policy -> IdleLimits.of(policy.getValue().gpuIdle()))));
  }

  private IdlePolicies(Map<String, IdleLimits> policies) {
    this.policies = new ByGroup<>(Map.copyOf(policies));
  }

  public IdleLimits of(List<String> groups) {
    return new IdleLimits(
        least(groups, IdleLimits::enabled),
        least(groups, IdleLimits::threshold),
        most(groups, IdleLimits::after),
        most(groups, IdleLimits::afterQueuedOrHalf),
        most(groups, IdleLimits::grace),
        most(groups, IdleLimits::between),
        least(groups, IdleLimits::busyCpus),
        most(groups, IdleLimits::keep));
  }

  /** As they are written, by the name of the group; {@code default} among them. */
  public Map<String, IdleLimits> byGroup() {
    return policies.policies();
  }

  /** The same, but one group's says this. */
  public IdlePolicies with(String group, IdleLimits said) {
    var changed = new HashMap<>(policies.policies());
    changed.put(group, said);
    return new IdlePolicies(changed);
  }

  private <T extends Comparable<T>> Optional<T> most(
      List<String> groups, Function<IdleLimits, Optional<T>> field) {
    return policies.most(groups, field, Comparator.naturalOrder());
  }

  private <T extends Comparable<T>> Optional<T> least(
      List<String> groups, Function<IdleLimits, Optional<T>> field) {
    return policies.most(groups, field, Comparator.reverseOrder());
  }
}
