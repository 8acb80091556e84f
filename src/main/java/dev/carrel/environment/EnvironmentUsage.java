package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.account.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Tells the account what its environments use of its limits. */
@ApplicationScoped
class EnvironmentUsage implements Usage {
  private final Environments environments;

  @Inject
  EnvironmentUsage(Environments environments) {
    this.environments = environments;
  }

  @Override
  @Transactional
  public Used of(Account account) {
    Environments.Use use = environments.use(account.id());
    return new Used((int) use.environments(), use.cpus(), use.memory());
  }
}
