package dev.carrel.retirement.idle;

import dev.carrel.account.IdleLimits;
import java.util.List;

/**
 * Whose rule an operator tries to change.
 *
 * @param group empty for everybody
 */
record Whose(String group) {

  static Whose of(String group) {
    boolean named =
        group != null && !group.isBlank() && group.chars().noneMatch(Character::isISOControl);
    return new Whose(named ? group : "");
  }

  public boolean everybody() {
    return group.isEmpty();
  }

  /** What holds now for those who are in this group alone. */
  IdleTerms terms(IdleRules rules) {
    return everybody() ? rules.everybody() : rules.of(List.of(group));
  }

  IdleRules say(IdleRules rules, IdleLimits said) {
    return everybody() ? rules.with(said) : rules.with(group, said);
  }

  /** What the names of the settings begin with. */
  String settings() {
    return everybody() ? IdleSettings.EVERYBODY : IdleSettings.of(group);
  }
}
