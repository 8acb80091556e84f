package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every adapter promises of builds. */
interface BuildContract extends EngineOnBench {
  @Test
  default void buildsAndTellsEachStep() {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    String id = finished(events, spec("RUN echo out && echo err >&2").withoutCache());
    assertThat(output(events, OutputStreamName.OUT)).contains("out");
    assertThat(output(events, OutputStreamName.ERR)).contains("err");
    BuildEvent.StepFinished run =
        finishedSteps(events).stream()
            .filter(step -> step.name().contains("echo out"))
            .findFirst()
            .orElseThrow();
    assertThat(run.cached()).isFalse();
    assertThat(run.error()).isEmpty();
    assertThat(run.completed()).isAfterOrEqualTo(run.started());
    assertThat(events)
        .anyMatch(e -> e instanceof BuildEvent.StepPlanned p && p.step().equals(run.step()))
        .anyMatch(e -> e instanceof BuildEvent.StepStarted s && s.step().equals(run.step()));
    EngineImage image = engine().images().find(id).orElseThrow();
    assertThat(image.labels())
        .containsEntry(Labels.INSTANCE, "contract")
        .containsEntry(Labels.BUILD, "7");
    assertThat(image.references()).contains("carrel-contract/image:1");
    assertThat(engine().images().list(Map.of(Labels.BUILD, "7"))).contains(image);
    assertThat(engine().images().list(Map.of(Labels.BUILD, "8"))).isEmpty();
    assertThat(engine().images().usage()).containsKey(id);
  }

  @Test
  default void saysWhatCameFromTheCache() {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    BuildSpec spec = spec("RUN echo cached-" + System.nanoTime());
    String first = finished(events, spec);
    events.clear();
    String second = finished(events, spec);
    assertThat(second).isEqualTo(first);
    assertThat(finishedSteps(events))
        .filteredOn(step -> step.name().contains("RUN"))
        .isNotEmpty()
        .allMatch(BuildEvent.StepFinished::cached);
  }

  @Test
  default void tellsWhyABuildBreaks() {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    BuildEvent.Broken broken =
        (BuildEvent.Broken) built(events, spec("RUN echo bad && exit 3").withoutCache());
    assertThat(broken.cause()).isEqualTo(BuildEvent.Cause.FAILED);
    assertThat(broken.message()).contains("exit code: 3");
    assertThat(finishedSteps(events)).anyMatch(step -> step.error().isPresent());
    assertThat(output(events, OutputStreamName.OUT)).contains("bad");
  }

  @Test
  default void tellsThatABaseIsMissing() {
    BuildSpec spec =
        BuildSpec.of(
            "carrel-test/nothing:here", context("FROM carrel-test/nothing:here\n"), "contract");
    assertThat(built(new CopyOnWriteArrayList<>(), spec)).isInstanceOf(BuildEvent.Broken.class);
  }

  @Test
  default void cancelsABuild() throws Exception {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    Following build =
        engine().builder().build(spec("RUN echo going && sleep 60").withoutCache(), events::add);
    await().atMost(SOON).until(() -> output(events, OutputStreamName.OUT).contains("going"));
    build.close();
    await().atMost(Duration.ofSeconds(3)).until(build::ended);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            BuildEvent.Broken.class,
            broken -> assertThat(broken.cause()).isEqualTo(BuildEvent.Cause.CANCELLED));
    build.close();
  }

  private static List<BuildEvent.StepFinished> finishedSteps(List<BuildEvent> events) {
    return events.stream()
        .filter(BuildEvent.StepFinished.class::isInstance)
        .map(BuildEvent.StepFinished.class::cast)
        .toList();
  }
}
