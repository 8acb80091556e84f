package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.build.log.LogSource;
import dev.carrel.build.log.LogWriter;
import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.OutputStreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Turns the engine's events of one attempt into the timeline and the log. */
final class StepFollower implements Consumer<BuildEvent> {
  private final BuildAttempt attempt;
  private final Timeline timeline;
  private final LogWriter log;
  private final Map<String, StepName> names = new HashMap<>();
  private final Set<Integer> headed = new HashSet<>();
  private final CompletableFuture<BuildEvent> end = new CompletableFuture<>();

  StepFollower(BuildAttempt attempt, Timeline timeline, LogWriter log) {
    this.attempt = attempt;
    this.timeline = timeline;
    this.log = log;
  }

  /** Its {@link BuildEvent.Finished} or {@link BuildEvent.Broken}. */
  CompletableFuture<BuildEvent> end() {
    return end;
  }

  @Override
  public void accept(BuildEvent event) {
    switch (event) {
      case BuildEvent.StepPlanned planned ->
          name(planned.step(), planned.name()).ifPresent(name -> timeline.planned(attempt, name));
      case BuildEvent.StepStarted started ->
          name(started.step(), started.name())
              .ifPresent(
                  name -> {
                    head(name, "");
                    timeline.started(attempt, name, started.started());
                  });
      case BuildEvent.StepFinished finished -> finished(finished);
      case BuildEvent.StepProgress progress -> {}
      case BuildEvent.Output output ->
          log.output(
              number(output.step()),
              output.stream() == OutputStreamName.ERR ? LogSource.STDERR : LogSource.STDOUT,
              output.time(),
              output.bytes());
      case BuildEvent.Finished finished -> end.complete(finished);
      case BuildEvent.Broken broken -> end.complete(broken);
    }
  }

  private void finished(BuildEvent.StepFinished step) {
    Optional<StepName> known = name(step.step(), step.name());
    if (known.isEmpty()) {
      // Nobody asked for what BuildKit does inside, but it can fail: the base's name, say.
      step.error().ifPresent(error -> log.line(0, LogSource.STEP, "ERROR: " + error));
      return;
    }
    StepName name = known.get();
    if (!head(name, step.cached() ? " (cached)" : "") && step.cached()) {
      log.line(name.number(), LogSource.CARREL, "cached");
    }
    log.endOfStep(name.number());
    step.error()
        .ifPresent(
            error ->
                log.line(name.number(), LogSource.STEP, "#" + label(name) + " ERROR: " + error));
    timeline.finished(attempt, name, step.started(), step.completed(), step.cached(), step.error());
    if (step.error().isEmpty() && !step.cached()) {
      Duration took = Duration.between(step.started(), step.completed());
      if (took.toMillis() >= 1000) {
        log.line(name.number(), LogSource.CARREL, "done in " + took.toMillis() / 100 / 10.0 + " s");
      }
    }
  }

  /** True if the heading had not been written yet. */
  private boolean head(StepName name, String remark) {
    boolean first = headed.add(name.number());
    if (first) {
      log.line(name.number(), LogSource.STEP, "#" + label(name) + " " + name.command() + remark);
    }
    return first;
  }

  /** Saving comes after all steps, however many there are. */
  private String label(StepName name) {
    return Integer.toString(
        name.number() == StepName.SAVE
            ? 1
                + names.values().stream()
                    .mapToInt(StepName::number)
                    .filter(number -> number != StepName.SAVE)
                    .max()
                    .orElse(0)
            : name.number());
  }

  private Optional<StepName> name(String step, String vertex) {
    StepName known = names.get(step);
    if (known == null) {
      Optional<StepName> fresh = StepName.of(vertex);
      fresh.ifPresent(name -> names.put(step, name));
      return fresh;
    }
    return Optional.of(known);
  }

  private int number(String step) {
    StepName known = names.get(step);
    return known == null ? 0 : known.number();
  }
}
