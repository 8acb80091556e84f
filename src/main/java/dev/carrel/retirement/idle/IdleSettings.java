package dev.carrel.retirement.idle;

import dev.carrel.account.IdleLimits;
import dev.carrel.account.IdlePolicies;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the settings of the rule, and tells an operator which of them says what cannot be. */
final class IdleSettings {
  static final String EVERYBODY = "carrel.gpus.idle";

  /** The history is looked at for so long, every half a minute. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  private static final Pattern SPECIAL = Pattern.compile("[ \\t\\f:=\\\\]");

  private IdleSettings() {}

  /** What all settings of a group's rule begin with. */
  static String of(String group) {
    String name = PLAIN.matcher(group).matches() ? group : '"' + group + '"';
    return "carrel.limits." + name + ".gpu-idle";
  }

  /** The name as a file of properties takes it, where a bare space would end it. */
  static String inFile(String name) {
    return SPECIAL.matcher(name).replaceAll("\\\\$0");
  }

  static IdleTerms checked(IdleConfig config) {
    check(
        EVERYBODY,
        new IdleLimits(
            Optional.of(config.enabled()),
            Optional.of(config.threshold()),
            Optional.of(config.after()),
            Optional.of(config.afterQueued()),
            Optional.of(config.grace()),
            Optional.of(config.between()),
            Optional.of(config.busyCpus()),
            Optional.of(config.keep())));
    return IdleTerms.of(config);
  }

  static IdlePolicies checked(IdlePolicies policies) {
    policies.byGroup().forEach((group, said) -> check(of(group), said));
    return policies;
  }

  /**
   * @throws IllegalArgumentException naming the setting, what it says and what it may say
   */
  static void check(String prefix, IdleLimits said) {
    said.threshold()
        .filter(percent -> !(percent > 0 && percent <= 100))
        .ifPresent(
            percent -> {
              throw wrong(
                  prefix + ".threshold",
                  IdleRule.plain(percent),
                  "It is the percentage of use below which a GPU is idle: above 0, at most 100.");
            });
    said.busyCpus()
        .filter(cpus -> !(cpus > 0))
        .ifPresent(
            cpus -> {
              throw wrong(
                  prefix + ".busy-cpus",
                  IdleRule.plain(cpus),
                  "It is a number of processors: above 0.");
            });
    above(prefix, "after", said.after());
    above(prefix, "after-queued", said.afterQueued());
    above(prefix, "between", said.between());
    above(prefix, "keep", said.keep());
    said.grace()
        .filter(time -> time.isNegative() || time.compareTo(LONGEST) > 0)
        .ifPresent(
            time -> {
              throw wrong(
                  prefix + ".grace",
                  text(time),
                  "It is the time after a start in which nobody is told anything: not below 0, at most 7 days.");
            });
  }

  private static void above(String prefix, String name, Optional<Duration> said) {
    said.filter(time -> time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0)
        .ifPresent(
            time -> {
              throw wrong(
                  prefix + "." + name,
                  text(time),
                  "It is a time like 30m or 2h: above 0, at most 7 days. To leave people alone, write %s.enabled=false."
                      .formatted(prefix));
            });
  }

  private static IllegalArgumentException wrong(String setting, String value, String advice) {
    return new IllegalArgumentException(
        "%s=%s makes no idle rule. %s".formatted(setting, value, advice));
  }

  /** As it is written into the settings. */
  static String text(Duration time) {
    return time.toSeconds() % 60 == 0 && time.toNanosPart() == 0
        ? time.toMinutes() + "m"
        : time.toSeconds() + "s";
  }
}
