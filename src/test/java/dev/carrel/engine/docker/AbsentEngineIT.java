package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Following;
import dev.carrel.engine.InstanceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbsentEngineIT {

  private static final String BUSYBOX = "carrel-test/busybox:1";

  @TempDir Path folder;
  private Relay relay;
  private Engine engine;

  @BeforeEach
  void prepare() {
    relay =
        new Relay(
            Path.of(DockerHost.of(Optional.empty()).uri().getPath()), folder.resolve("e.sock"));
    engine =
        new DockerEngine(
            DockerHost.of(Optional.of(relay.address())), new InstanceId("absent"), List.of(folder));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void saysThatItIsNotThereAndWhatToDo() {
    Instant before = Instant.now();
    assertThatThrownBy(engine::info)
        .isInstanceOfSatisfying(
            EngineUnavailable.class,
            e -> {
              assertThat(e.reason()).contains("is not running").contains("e.sock");
              assertThat(e.remedy()).contains("DOCKER_HOST");
            });
    assertThatThrownBy(() -> engine.containers().list(Map.of()))
        .isInstanceOf(EngineUnavailable.class);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void worksAgainAsSoonAsItIsBack() throws Exception {
    relay.start();
    assertThat(engine.info().cpus()).isPositive();
    assertThat(engine.images().find(BUSYBOX)).isPresent();
    relay.stop();
    assertThatThrownBy(engine::info).isInstanceOf(EngineUnavailable.class);
    relay.start();
    // No dead connection out of the pool may spoil the first call.
    assertThat(engine.info().cpus()).isPositive();
    assertThat(engine.images().find(BUSYBOX)).isPresent();
    relay.close();
  }

  @Test
  void survivesARestartThatNobodySaw() throws Exception {
    relay.start();
    assertThat(engine.images().find(BUSYBOX)).isPresent();
    relay.stop();
    relay.start();
    assertThat(engine.images().find(BUSYBOX)).isPresent();
    relay.close();
  }

  @Test
  void seeksTheEngineUntilItFindsIt() throws Exception {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (Following following = engine.events(events::add)) {
      await().until(() -> events.size() == 1);
      assertThat(events.getFirst()).isInstanceOf(EngineEvent.Lost.class);
      relay.start();
      await().until(() -> events.contains(new EngineEvent.Gap()));
      relay.stop();
      await().until(() -> events.size() == 3);
      assertThat(events.getLast()).isInstanceOf(EngineEvent.Lost.class);
      relay.start();
      await().until(() -> events.size() == 4);
      assertThat(events.getLast()).isEqualTo(new EngineEvent.Gap());
      assertThat(following.ended()).isFalse();
    }
    relay.close();
  }

  @Test
  void tellsABuildThatTheEngineIsLost() throws Exception {
    relay.start();
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    String dockerfile = "FROM " + BUSYBOX + "\nRUN echo going && sleep 30\n";
    Following build =
        engine
            .builder()
            .build(
                BuildSpec.of(
                        BUSYBOX,
                        Map.of("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8)),
                        "absent")
                    .withoutCache(),
                events::add);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> events.stream().anyMatch(BuildEvent.Output.class::isInstance));
    relay.stop();
    build.await();
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            BuildEvent.Broken.class,
            broken -> assertThat(broken.cause()).isEqualTo(BuildEvent.Cause.ENGINE_LOST));
  }
}
