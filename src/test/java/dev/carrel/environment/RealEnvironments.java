package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Launches environments on the machine's own engine, and leaves nothing of them. */
abstract class RealEnvironments {
  @Inject LaunchFixture fixture;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject EnvironmentExec exec;
  @Inject Engine engine;

  Account alice;
  String image;

  @BeforeEach
  void anImage() {
    alice = fixture.account();
    image = fixture.image(alice, "tools");
  }

  @AfterEach
  void leaveNothing() {
    engine.containers().list(Map.of()).forEach(c -> engine.containers().remove(c.id()));
    engine.images().list(Map.of()).forEach(i -> engine.images().remove(i.id()));
  }

  @AfterAll
  static void removeTheNetwork() {
    Host.tryTo("docker", "network", "rm", RealEngine.INSTANCE);
    Host.tryTo("rm", "-rf", RealEngine.HOME);
  }

  EnvironmentView launch(String name) {
    return launch(name, 64L << 20);
  }

  EnvironmentView launch(String name, long memory) {
    launcher.launch(
        alice,
        LaunchRequest.fromImage(name, image)
            .withLimits(new BigDecimal("0.5"), memory, BigDecimal.ONE));
    return becomes(name, Status.RUNNING);
  }

  String in(String name, String... command) {
    EnvironmentExec.Answer answer = exec.run(alice, name, List.of(command));
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return answer.output().strip();
  }

  EnvironmentView becomes(String name, Status status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> book.get(alice, name).status() == status);
    return book.get(alice, name);
  }
}
