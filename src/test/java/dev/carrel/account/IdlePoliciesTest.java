package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdlePoliciesTest {
  private final IdlePolicies policies =
      policies(
          Map.of(
              "carrel.limits.default.gpu-idle.grace", "20m",
              "carrel.limits.students.gpu-idle.after", "30m",
              "carrel.limits.students.gpu-idle.threshold", "3",
              "carrel.limits.students.gpu-idle.busy-cpus", "0.2",
              "carrel.limits.staff.gpu-idle.after", "2h",
              "carrel.limits.staff.gpu-idle.threshold", "10",
              "carrel.limits.staff.gpu-idle.busy-cpus", "1",
              "carrel.limits.staff.gpu-idle.keep", "12h",
              "carrel.limits.\"night owls\".gpu-idle.enabled", "false",
              "carrel.limits.staff.gpu-idle.enabled", "true"));

  @Test
  void takesTheMostGenerousGroupFieldByField() {
    IdleLimits both = policies.of(List.of("staff", "students"));
    assertThat(both.after()).contains(Duration.ofHours(2));
    assertThat(both.threshold()).contains(3.0);
    assertThat(both.busyCpus()).contains(0.2);
    assertThat(both.keep()).contains(Duration.ofHours(12));
  }

  @Test
  void leavesAloneWhoIsLeftAloneByOneGroup() {
    assertThat(policies.of(List.of("night owls", "staff")).enabled()).contains(false);
    assertThat(policies.of(List.of("staff")).enabled()).contains(true);
  }

  @Test
  void halvesTheTimeWhileOthersWaitWhereAGroupNamesOneOnly() {
    assertThat(policies.of(List.of("students")).afterQueued()).contains(Duration.ofMinutes(15));
    assertThat(policies.of(List.of("students", "staff")).afterQueued())
        .contains(Duration.ofHours(1));
    IdleLimits hasty =
        policies(
                Map.of(
                    "carrel.limits.students.gpu-idle.after", "30m",
                    "carrel.limits.students.gpu-idle.after-queued", "5m"))
            .of(List.of("students"));
    assertThat(hasty.afterQueued()).contains(Duration.ofMinutes(5));
  }

  @Test
  void leavesOpenWhatNeitherAGroupNorTheDefaultSays() {
    IdleLimits students = policies.of(List.of("students"));
    assertThat(students.grace()).contains(Duration.ofMinutes(20));
    assertThat(students.between()).isEmpty();
    assertThat(students.enabled()).isEmpty();
    assertThat(policies(Map.of()).of(List.of("students"))).isEqualTo(IdleLimits.NOTHING);
  }

  @Test
  void triesAnotherPolicyWithoutChangingItsOwn() {
    var more = policies.byGroup().get("students").and(IdleLimits.NOTHING);
    assertThat(more).isEqualTo(policies.byGroup().get("students"));
    IdlePolicies tried = policies.with("students", IdleLimits.NOTHING);
    assertThat(tried.of(List.of("students")).after()).isEqualTo(Optional.empty());
    assertThat(policies.of(List.of("students")).after()).contains(Duration.ofMinutes(30));
  }

  private static IdlePolicies policies(Map<String, String> settings) {
    return PolicyFixture.idle(settings);
  }
}
