package dev.carrel.retirement.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrel.account.PolicyFixture;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleRulesTest {
  private static final List<String> STUDENT = List.of("students");

  @Test
  void fillsInFromEverybodysRuleWhatTheGroupsDoNotSay() {
    IdleRules rules =
        rules(
            Map.of(
                "carrel.gpus.idle.threshold", "7",
                "carrel.gpus.idle.after", "90m",
                "carrel.limits.students.gpu-idle.after", "30m"));
    IdleRule students = rules.of(STUDENT).rule();
    assertThat(students.threshold()).isEqualTo(7);
    assertThat(students.after()).isEqualTo(Duration.ofMinutes(30));
    assertThat(rules.of(List.of("staff"))).isEqualTo(rules.everybody());
    assertThat(rules.everybody().rule().after()).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void canTakeBackFromOneGroupAlone() {
    IdleRules rules =
        rules(
            Map.of(
                "carrel.gpus.idle.enabled", "false",
                "carrel.limits.students.gpu-idle.enabled", "true"));
    assertThat(rules.of(STUDENT).enabled()).isTrue();
    assertThat(rules.of(List.of("staff")).enabled()).isFalse();
    assertThat(rules.inForce()).isTrue();
    assertThat(rules(Map.of("carrel.gpus.idle.enabled", "false")).inForce()).isFalse();
  }

  @Test
  void triesARuleBesidesWhatAGroupSaysAlready() {
    IdleRules rules = rules(Map.of("carrel.limits.students.gpu-idle.after", "30m"));
    IdleTerms tried = rules.with("students", Said.threshold(1)).of(STUDENT);
    assertThat(tried.rule().threshold()).isEqualTo(1);
    assertThat(tried.rule().after()).isEqualTo(Duration.ofMinutes(30));
    assertThat(rules.with(Said.after(Duration.ofHours(3))).of(STUDENT).rule().after())
        .as("a group's own rule stands")
        .isEqualTo(Duration.ofMinutes(30));
  }

  @ParameterizedTest
  @CsvSource({
    "carrel.gpus.idle.threshold, 0, above 0",
    "carrel.gpus.idle.threshold, 200, at most 100",
    "carrel.gpus.idle.threshold, -5, above 0",
    "carrel.gpus.idle.threshold, NaN, above 0",
    "carrel.gpus.idle.after, 0m, above 0",
    "carrel.gpus.idle.after-queued, PT-5M, above 0",
    "carrel.gpus.idle.between, 0s, above 0",
    "carrel.gpus.idle.grace, PT-1M, not below 0",
    "carrel.gpus.idle.keep, 400d, at most 7 days",
    "carrel.gpus.idle.busy-cpus, 0, processors",
    "carrel.limits.students.gpu-idle.threshold, 200, at most 100",
    "carrel.limits.students.gpu-idle.after, PT-30M, carrel.limits.students.gpu-idle.enabled=false",
    "carrel.limits.students.gpu-idle.after-queued, 0m, above 0",
    "carrel.limits.students.gpu-idle.busy-cpus, -1, above 0",
    "carrel.limits.default.gpu-idle.keep, 0h, above 0",
    "'carrel.limits.\"night owls\".gpu-idle.grace', 8d, at most 7 days",
  })
  void refusesToStartNamingTheSettingThatMakesNoRule(String setting, String value, String told) {
    Map<String, String> settings = Map.of(setting, value);
    assertThatThrownBy(() -> rules(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting + "=")
        .hasMessageContaining(told);
  }

  private static IdleRules rules(Map<String, String> settings) {
    IdleConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(IdleConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(IdleConfig.class);
    return new IdleRules(config, PolicyFixture.idle(settings));
  }
}
