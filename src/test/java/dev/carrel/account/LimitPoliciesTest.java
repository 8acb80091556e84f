package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitPoliciesTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "carrel.limits.default.environments", "2",
          "carrel.limits.default.memory", "4g",
          "carrel.limits.default.disk", "50 GB",
          "carrel.limits.students.environments", "1",
          "carrel.limits.students.cpus", "8.5",
          "carrel.limits.staff.environments", "5",
          "carrel.limits.staff.cpus", "2",
          "carrel.limits.staff.disk", "1 TB",
          "carrel.limits.\"night owls\".hours", "500");

  private final LimitPolicies policies = policies(SETTINGS);

  @Test
  void takesTheMostGenerousGroupLimitByLimit() {
    Limits limits = policies.of(List.of("staff", "students"));
    assertThat(limits.environments()).isEqualTo(5);
    assertThat(limits.cpus()).isEqualByComparingTo("8.5");
  }

  @Test
  void letsAGroupGiveLessThanTheDefault() {
    assertThat(policies.of(List.of("students")).environments()).isEqualTo(1);
  }

  @Test
  void fillsInFromTheDefaultWhatNoGroupNames() {
    Limits limits = policies.of(List.of("students", "unheard-of"));
    assertThat(limits.memory()).isEqualTo(4L << 30);
    assertThat(limits.disk()).isEqualTo("50 GB");
  }

  @Test
  void givesTheDefaultToWhoeverHasNoGroup() {
    assertThat(policies.of(List.of()).environments()).isEqualTo(2);
  }

  @Test
  void doesNotTakeAGroupCalledDefaultForTheDefault() {
    assertThat(policies.of(List.of("default", "students")).environments()).isEqualTo(1);
  }

  @Test
  void knowsGroupsWithSpacesInTheirNames() {
    assertThat(policies.of(List.of("night owls")).hours()).isEqualByComparingTo("500");
  }

  @Test
  void hasLimitsWhereNothingIsConfigured() {
    Limits limits = policies(Map.of()).of(List.of("students"));
    assertThat(limits.environments()).isPositive();
    assertThat(limits.cpus()).isGreaterThan(BigDecimal.ZERO);
  }

  private static LimitPolicies policies(Map<String, String> settings) {
    return new LimitPolicies(PolicyFixture.config(settings));
  }
}
