package dev.carrel.environment;

import dev.carrel.account.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** What owners said at launch, or since, about GPUs that stand idle. */
@ApplicationScoped
public class IdlePlans {
  private final EnvironmentBook book;
  private final Environments environments;

  @Inject
  IdlePlans(EnvironmentBook book, Environments environments) {
    this.book = book;
    this.environments = environments;
  }

  @Transactional
  public IdlePlan of(long environment) {
    Object[] row =
        (Object[])
            environments
                .getEntityManager()
                .createNativeQuery(
                    "select when_idle, long_job from environment where id = ?1", Object[].class)
                .setParameter(1, environment)
                .getSingleResult();
    return new IdlePlan(WhenIdle.valueOf((String) row[0]), (Boolean) row[1]);
  }

  /** The columns are nobody else's, so the row's version stays as it is. */
  @Transactional
  public void set(Account account, String name, IdlePlan plan) {
    environments
        .getEntityManager()
        .createNativeQuery("update environment set when_idle = ?1, long_job = ?2 where id = ?3")
        .setParameter(1, plan.whenIdle().name())
        .setParameter(2, plan.longJob())
        .setParameter(3, book.get(account, name).id())
        .executeUpdate();
  }
}
