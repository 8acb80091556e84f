package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.account.LimitPolicies;
import dev.carrel.account.Limits;
import dev.carrel.web.Problem;
import dev.carrel.web.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;

/** Refuses what is over an account's limits, naming the limit, its use and the request. */
@ApplicationScoped
class Allowance {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
  static final String ABSURD = "A number of at most 1000000";
  private final LimitPolicies policies;
  private final Environments environments;

  @Inject
  Allowance(LimitPolicies policies, Environments environments) {
    this.policies = policies;
    this.environments = environments;
  }

  /** In the transaction that inserts the row, with the account's use locked. */
  void checkLaunch(Account account, LaunchPlan plan) {
    Limits limits = policies.of(account);
    Environments.Use use = environments.use(account.id());
    if (use.environments() >= limits.environments()) {
      throw Problem.tooMany(
              "You may keep %s at a time and have %d."
                  .formatted(Words.count(limits.environments(), "environment"), use.environments()))
          .advice("Retire one that you no longer need; its files stay in the workspace.");
    }
    checkActive(limits, use, plan.cpus(), plan.memory());
    checkHours(limits, plan.hours());
  }

  /** In the transaction that starts it again, with the account's use locked. */
  void checkStart(Account account, EnvironmentRow row) {
    Limits limits = policies.of(account);
    checkActive(limits, environments.use(account.id()), row.cpus(), row.memory());
    checkHours(limits, row.hours());
  }

  void checkRemaining(Account account, Duration remaining) {
    BigDecimal hours = policies.of(account).hours();
    if (remaining.compareTo(EnvironmentRow.duration(hours)) > 0) {
      throw Problem.tooMany(
              "An environment may have at most %s hours before it; this one would have %s."
                  .formatted(plain(hours), plain(hours(remaining))))
          .advice("Ask for fewer hours now, and again later.");
    }
  }

  private static void checkActive(
      Limits limits, Environments.Use use, BigDecimal cpus, long memory) {
    if (use.cpus().add(cpus).compareTo(limits.cpus()) > 0) {
      throw Problem.tooMany(
              "Your running environments may use %s CPUs together; %s are in use and this one asks for %s."
                  .formatted(plain(limits.cpus()), plain(use.cpus()), plain(cpus)))
          .advice("Ask for fewer CPUs, or stop another environment first.");
    }
    if (use.memory() + memory > limits.memory()) {
      throw Problem.tooMany(
              "Your running environments may use %s of memory together; %s are in use and this one asks for %s."
                  .formatted(
                      Words.memory(limits.memory()),
                      Words.memory(use.memory()),
                      Words.memory(memory)))
          .advice("Ask for less memory, or stop another environment first.");
    }
  }

  private static void checkHours(Limits limits, BigDecimal hours) {
    if (hours.compareTo(limits.hours()) > 0) {
      throw Problem.tooMany(
              "An environment may run for at most %s hours at a time; this one asks for %s."
                  .formatted(plain(limits.hours()), plain(hours)))
          .advice("Ask for fewer hours; you can extend it while it runs.");
    }
  }

  /** Beyond whatever a limit may be: not to be counted with, nor written out. */
  static boolean isAbsurd(BigDecimal number) {
    return number.compareTo(MOST) > 0;
  }

  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal hours(Duration time) {
    return BigDecimal.valueOf(time.toMinutes())
        .divide(BigDecimal.valueOf(60), 1, java.math.RoundingMode.HALF_UP);
  }
}
