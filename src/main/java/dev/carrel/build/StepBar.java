package dev.carrel.build;

import dev.carrel.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step on the timeline.
 *
 * @param look one of the timeline's classes: {@code cached}, {@code now}, {@code failed}, {@code
 *     later}, or nothing
 * @param from where its bar begins, in hundredths of the whole
 * @param length how long it is
 * @param took in words
 */
record StepBar(
    int number,
    String name,
    String look,
    Optional<Instant> started,
    Optional<Instant> finished,
    double from,
    double length,
    String took) {

  static List<StepBar> of(List<StepRow> steps, boolean running, Instant now) {
    Instant begin =
        steps.stream()
            .filter(s -> s.started != null)
            .map(s -> s.started)
            .min(Instant::compareTo)
            .orElse(now);
    Instant end =
        running
            ? now
            : steps.stream()
                .filter(s -> s.finished != null)
                .map(s -> s.finished)
                .max(Instant::compareTo)
                .orElse(now);
    double whole = Math.max(1, Duration.between(begin, end).toMillis());
    return steps.stream().map(step -> of(step, running, begin, end, whole)).toList();
  }

  private static StepBar of(
      StepRow step, boolean running, Instant begin, Instant end, double whole) {
    String look = look(step, running);
    if (step.started == null) {
      return new StepBar(
          step.number, step.name, look, Optional.empty(), Optional.empty(), 0, 0, "");
    }
    Instant to = step.finished == null ? end : step.finished;
    double from = hundredths(Duration.between(begin, step.started), whole);
    double length = hundredths(Duration.between(step.started, to), whole);
    return new StepBar(
        step.number,
        step.name,
        look,
        Optional.of(step.started),
        Optional.ofNullable(step.finished),
        Math.min(from, 99),
        Math.max(0, Math.min(length, 100 - Math.min(from, 99))),
        step.cached ? "cached" : Times.spoken(Duration.between(step.started, to)));
  }

  private static String look(StepRow step, boolean running) {
    if (step.error != null) {
      return "failed";
    }
    if (step.started == null) {
      return "later";
    }
    if (step.finished == null) {
      return running ? "now" : "later";
    }
    return step.cached ? "cached" : "";
  }

  private static double hundredths(Duration part, double whole) {
    return Math.round(Math.max(0, part.toMillis()) * 10_000 / whole) / 100.0;
  }
}
