package dev.carrel.retirement.idle;

import dev.carrel.account.IdleLimits;
import dev.carrel.account.IdlePolicies;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/**
 * Finds the rule for each person: that of the groups, and where they leave something open, that for
 * everybody. A portal with a rule that is none does not start.
 */
@ApplicationScoped
class IdleRules {
  private final IdleTerms everybody;
  private final IdlePolicies policies;

  @Inject
  IdleRules(IdleConfig config, IdlePolicies policies) {
    this(IdleSettings.checked(config), IdleSettings.checked(policies));
  }

  private IdleRules(IdleTerms everybody, IdlePolicies policies) {
    this.everybody = everybody;
    this.policies = policies;
  }

  void readAtStart(@Observes @Priority(1) StartupEvent event) {
    // That this bean is there means that the settings are rules.
  }

  IdleTerms of(List<String> groups) {
    return everybody.with(policies.of(groups));
  }

  /** As it is where no group says otherwise. */
  IdleTerms everybody() {
    return everybody;
  }

  /** False if nobody's GPUs are taken back. */
  boolean inForce() {
    return everybody.enabled()
        || policies.byGroup().values().stream().anyMatch(said -> said.enabled().orElse(false));
  }

  /** Those that have a policy, {@code default} among them. */
  Set<String> groups() {
    return policies.byGroup().keySet();
  }

  /** As they were if everybody's rule said this besides. */
  IdleRules with(IdleLimits said) {
    return new IdleRules(everybody.with(said), policies);
  }

  /** As they were if that group's policy said this besides. */
  IdleRules with(String group, IdleLimits said) {
    IdleLimits before = policies.byGroup().get(group);
    return new IdleRules(everybody, policies.with(group, before == null ? said : before.and(said)));
  }
}
