package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.engine.EngineEvent.Change;
import dev.carrel.engine.EngineEvent.ContainerChanged;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every adapter promises of events. */
interface EventContract extends EngineOnBench {
  @Test
  default void tellsWhatHappensToItsContainers() throws Exception {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (Following following = engine().events(events::add)) {
      await().atMost(SOON).until(() -> events.contains(new EngineEvent.Gap()));
      String id =
          running(container().command("sh", "-c", "exit 3").label(Labels.ENVIRONMENT, "12"));
      engine().containers().await(id, SOON);
      engine().containers().remove(id);
      await().atMost(SOON).until(() -> changes(events).contains(Change.DESTROYED));
      assertThat(changes(events))
          .containsSubsequence(Change.CREATED, Change.STARTED, Change.DIED, Change.DESTROYED);
      ContainerChanged died =
          of(events).stream().filter(e -> e.change() == Change.DIED).findFirst().orElseThrow();
      assertThat(died.exitCode()).isEqualTo(OptionalInt.of(3));
      assertThat(died.name()).isEqualTo(NAME);
      assertThat(died.container()).isEqualTo(id);
      assertThat(died.labels()).containsEntry(Labels.ENVIRONMENT, "12");
      following.close();
      await().atMost(Duration.ofSeconds(3)).until(following::ended);
    }
  }

  @Test
  default void goesOnWithEventsAfterAListenersMistake() {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    Consumer<EngineEvent> clumsy =
        event -> {
          events.add(event);
          if (event instanceof ContainerChanged && changes(events).size() == 1) {
            throw new IllegalStateException("a listener's mistake, made by a test");
          }
        };
    try (Following following = engine().events(clumsy)) {
      await().atMost(SOON).until(() -> events.contains(new EngineEvent.Gap()));
      String id = engine().containers().create(container().build());
      await().atMost(SOON).until(() -> events.getLast().equals(new EngineEvent.Gap()));
      engine().containers().remove(id);
      await().atMost(SOON).until(() -> changes(events).contains(Change.DESTROYED));
      assertThat(following.ended()).isFalse();
    }
  }

  @Test
  default void tellsThatAnImageIsRemoved() {
    String id = build("RUN echo soon-gone");
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (Following following = engine().events(events::add)) {
      await().atMost(SOON).until(() -> events.contains(new EngineEvent.Gap()));
      engine().images().remove(id);
      await()
          .atMost(SOON)
          .until(
              () ->
                  events.stream()
                      .anyMatch(
                          e -> e instanceof EngineEvent.ImageRemoved r && r.imageId().equals(id)));
    }
  }

  private static List<ContainerChanged> of(List<EngineEvent> events) {
    return events.stream()
        .filter(ContainerChanged.class::isInstance)
        .map(ContainerChanged.class::cast)
        .toList();
  }

  private static List<Change> changes(List<EngineEvent> events) {
    return of(events).stream().map(ContainerChanged::change).toList();
  }
}
