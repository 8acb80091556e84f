package dev.carrel.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.PullEvent;
import dev.carrel.engine.PullProblem;
import dev.carrel.engine.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final MemoryEngine engine = new MemoryEngine(new InstanceId("faults"));

  @Test
  void anAbsentEngineSaysSoAndComesBack() {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (var following = engine.events(events::add)) {
      await().until(() -> events.size() == 1);
      engine.faults().absent(true);
      assertThatThrownBy(engine::info)
          .isInstanceOf(EngineUnavailable.class)
          .hasMessageContaining("Switch it on");
      await().until(() -> events.size() == 2);
      engine.faults().none();
      await().until(() -> events.size() == 3);
      assertThat(events.get(0)).isEqualTo(new EngineEvent.Gap());
      assertThat(events.get(1)).isInstanceOf(EngineEvent.Lost.class);
      assertThat(events.get(2)).isEqualTo(new EngineEvent.Gap());
      assertThat(engine.info().kind()).isEqualTo("memory");
      assertThat(following.ended()).isFalse();
    }
  }

  @Test
  void theRegistryRefusesWhatItIsToldTo() throws Exception {
    engine.faults().registry("far.example/", PullProblem.UNREACHABLE);
    assertThat(engine.images().resolve("far.example/x:1"))
        .isInstanceOfSatisfying(
            Resolution.Unresolved.class,
            no -> assertThat(no.problem()).isEqualTo(PullProblem.UNREACHABLE));
    List<PullEvent> events = new CopyOnWriteArrayList<>();
    engine.images().pull("far.example/x:1", events::add).await();
    assertThat(events.getLast()).isInstanceOf(PullEvent.Failed.class);
    engine.images().pull("near.example/x:1", events::add).await();
    assertThat(events.getLast()).isInstanceOf(PullEvent.Pulled.class);
    assertThat(engine.images().find("near.example/x:1")).isPresent();
  }

  @Test
  void aFullDiskBreaksABuild() throws Exception {
    engine.faults().diskFull(true);
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    String dockerfile = "FROM " + MemoryEngine.BUSYBOX + "\nRUN echo x";
    engine
        .builder()
        .build(
            BuildSpec.of(
                MemoryEngine.BUSYBOX,
                Map.of("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8)),
                "1"),
            events::add)
        .await();
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            BuildEvent.Broken.class,
            broken -> assertThat(broken.cause()).isEqualTo(BuildEvent.Cause.NO_SPACE));
  }
}
