package dev.carrel.retirement.idle;

import dev.carrel.environment.WhenIdle;
import dev.carrel.web.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that was taken, and why.
 *
 * @param rule as it was then
 * @param outcome of a release
 */
record Decision(
    long id,
    long environment,
    String name,
    Step step,
    Instant at,
    Instant idleSince,
    RuleThen rule,
    Evidence evidence,
    Optional<WhenIdle> outcome) {

  /**
   * @param threshold percent
   * @param minutes of idle time that it asked for
   * @param queue whether others waited
   */
  record RuleThen(double threshold, long minutes, boolean queue) {
    String words() {
      return "below %s %% for %d min%s"
          .formatted(
              IdleRule.plain(threshold), minutes, queue ? ", since others waited for a GPU" : "");
    }
  }

  /** Like {@code First notice}. */
  public String title() {
    return switch (step) {
      case NOTICE -> "First notice";
      case SECOND_NOTICE -> "Second notice";
      case RELEASE ->
          outcome.filter(WhenIdle.STOP::equals).isPresent()
              ? "GPUs given back, environment stopped"
              : "GPUs given back, environment went on without";
    };
  }

  public String ruleWords() {
    return rule.words();
  }

  /** For the chart; lists print as JSON arrays. */
  public String chart() {
    return "{\"at\":%s,\"gpu\":%s,\"cpu\":%s,\"threshold\":%s,\"since\":%d}"
        .formatted(
            evidence.at(),
            evidence.gpu(),
            evidence.cpu(),
            rule.threshold(),
            idleSince.getEpochSecond());
  }

  /** The same in words: what the readings since then showed at most. */
  public String evidenceWords() {
    double highest = 0;
    int readings = 0;
    for (int i = 0; i < evidence.at().size(); i++) {
      Double gpu = evidence.gpu().get(i);
      if (evidence.at().get(i) >= idleSince.getEpochSecond() && gpu != null) {
        highest = Math.max(highest, gpu);
        readings++;
      }
    }
    return "At most %s in %s since then"
        .formatted(UseLine.percent(highest), Words.count(readings, "reading"));
  }
}
