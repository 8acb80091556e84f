package dev.carrel.retirement.idle;

import dev.carrel.account.IdleLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule as it stands in the form.
 *
 * @param said what it says other than what holds now; empty where it says the same, or no rule
 * @param wrong what is not one, if anything
 */
record RuleForm(
    Whose whose,
    String threshold,
    String after,
    String afterQueued,
    String grace,
    String between,
    Optional<IdleLimits> said,
    Optional<String> wrong) {

  static RuleForm of(
      Whose whose,
      IdleTerms now,
      String threshold,
      String after,
      String afterQueued,
      String grace,
      String between) {
    IdleRule rule = now.rule();
    var form =
        new RuleForm(
            whose,
            given(threshold, IdleRule.plain(rule.threshold())),
            given(after, minutes(rule.after())),
            given(afterQueued, minutes(rule.afterQueued())),
            given(grace, minutes(rule.grace())),
            given(between, minutes(rule.between())),
            Optional.empty(),
            Optional.empty());
    try {
      return form.saying(form.difference(now));
    } catch (NumberFormatException notANumber) {
      return form.wrong("Give each as a number: percent, and whole minutes.");
    } catch (IllegalArgumentException noRule) {
      return form.wrong(noRule.getMessage());
    }
  }

  private IdleLimits difference(IdleTerms now) {
    IdleRule rule = now.rule();
    boolean times =
        !after.equals(minutes(rule.after())) || !afterQueued.equals(minutes(rule.afterQueued()));
    var said =
        new IdleLimits(
            now.enabled() ? Optional.empty() : Optional.of(true),
            threshold.equals(IdleRule.plain(rule.threshold()))
                ? Optional.empty()
                : Optional.of(Double.valueOf(threshold)),
            // One of them says something of the other, so both are said.
            times ? Optional.of(duration(after)) : Optional.empty(),
            times ? Optional.of(duration(afterQueued)) : Optional.empty(),
            changed(grace, rule.grace()),
            changed(between, rule.between()),
            Optional.empty(),
            Optional.empty());
    IdleSettings.check(whose.settings(), said);
    return said;
  }

  private static Optional<Duration> changed(String minutes, Duration now) {
    return minutes.equals(minutes(now)) ? Optional.empty() : Optional.of(duration(minutes));
  }

  private RuleForm saying(IdleLimits difference) {
    return new RuleForm(
        whose,
        threshold,
        after,
        afterQueued,
        grace,
        between,
        Optional.of(difference).filter(some -> !some.equals(IdleLimits.NOTHING)),
        wrong);
  }

  private RuleForm wrong(String why) {
    return new RuleForm(
        whose, threshold, after, afterQueued, grace, between, said, Optional.of(why));
  }

  private static Duration duration(String minutes) {
    return Duration.ofMinutes(Integer.parseInt(minutes));
  }

  private static String given(String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text.strip();
  }

  private static String minutes(Duration time) {
    return IdleRule.plain(time.toSeconds() / 60.0);
  }

  /** What to write into the configuration. */
  public String settings() {
    var lines = new StringBuilder();
    said.ifPresent(
        limits -> {
          line(lines, "enabled", limits.enabled(), String::valueOf);
          line(lines, "threshold", limits.threshold(), IdleRule::plain);
          line(lines, "after", limits.after(), IdleSettings::text);
          line(lines, "after-queued", limits.afterQueued(), IdleSettings::text);
          line(lines, "grace", limits.grace(), IdleSettings::text);
          line(lines, "between", limits.between(), IdleSettings::text);
        });
    return lines.toString().stripTrailing();
  }

  private <T> void line(
      StringBuilder lines, String name, Optional<T> value, Function<T, String> text) {
    value.ifPresent(
        v ->
            lines
                .append(IdleSettings.inFile(whose.settings()))
                .append('.')
                .append(name)
                .append('=')
                .append(text.apply(v))
                .append('\n'));
  }
}
