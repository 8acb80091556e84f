package dev.carrel.retirement.idle;

import dev.carrel.account.IdleLimits;
import java.time.Duration;

/**
 * What holds for one person's GPUs.
 *
 * @param enabled whether they are taken back
 * @param keep the longest time for which the person may keep them
 */
record IdleTerms(boolean enabled, IdleRule rule, Duration keep) {

  static IdleTerms of(IdleConfig config) {
    return new IdleTerms(config.enabled(), IdleRule.of(config), config.keep());
  }

  /** The same, but where that says otherwise. */
  IdleTerms with(IdleLimits said) {
    return new IdleTerms(
        said.enabled().orElse(enabled),
        new IdleRule(
            said.threshold().orElse(rule.threshold()),
            said.after().orElse(rule.after()),
            said.afterQueued().orElse(rule.afterQueued()),
            said.grace().orElse(rule.grace()),
            said.between().orElse(rule.between()),
            said.busyCpus().orElse(rule.busyCpus())),
        said.keep().orElse(keep));
  }
}
