package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.LeaseBook;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases and jobs on a real engine. */
@QuarkusTest
@TestProfile(GpuEngine.class)
class GpuEnvironmentIT {
  @Inject LaunchFixture fixture;
  @Inject GpuFixture gpus;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject EnvironmentExec exec;
  @Inject LeaseBook leases;
  @Inject Engine engine;

  private final String model = GpuFixture.model();
  private Account alice;
  private String image;

  @BeforeEach
  void anImage() {
    alice = fixture.account();
    image = fixture.image(alice, "tools");
  }

  @AfterEach
  void retireAll() {
    book.live(alice).forEach(view -> book.retire(alice, view.name()));
    await().atMost(Duration.ofSeconds(60)).until(() -> book.live(alice).isEmpty());
    gpus.remove(model);
  }

  @AfterAll
  static void sweep() {
    Host.tryTo("rm", "-rf", GpuEngine.HOME);
  }

  @Test
  void seesTheDevicesOfItsLeaseAndNoOthers() {
    gpus.devices(model, 3);
    launcher.launch(alice, request("sweep").withGpus(GpuFixture.wish(2, model)));
    EnvironmentView running = becomes("sweep", Status.RUNNING);
    List<String> leased =
        running.leases().stream().map(lease -> lease.device().uuid()).sorted().toList();
    String seen = exec.run(alice, "sweep", List.of("/usr/bin/nvidia-smi")).output();
    assertThat(leased).hasSize(2).allSatisfy(uuid -> assertThat(seen).contains(uuid));
    assertThat(seen.strip().lines()).hasSize(2);
  }

  @Test
  void runsAScriptAsTheAccountAndKeepsAllThatItSaid() throws Exception {
    String device = gpus.uuid(gpus.devices(model, 1).getFirst());
    String script =
        """
        nvidia-smi
        echo "$GREETING from $(id -u) in $(pwd)"
        seq 2000
        echo to-stderr >&2
        exit 7
        """;
    EnvironmentView launched =
        launcher.launch(
            alice,
            request("job")
                .withJob(
                    Job.script(
                        script,
                        Map.of("GREETING", "hello  there"),
                        Optional.of("results/run 1.log")))
                .withGpus(GpuFixture.wish(1, model)));
    EnvironmentView failed = becomes("job", Status.FAILED);
    assertThat(failed.exitCode()).contains(7);
    assertThat(leases.standing(launched.id())).isEmpty();
    Path output =
        Path.of(GpuEngine.HOME, "workspaces", alice.username(), "job", "results/run 1.log");
    assertThat(Files.getAttribute(output, "unix:uid")).isEqualTo(alice.uid());
    assertThat(Files.readString(output))
        .contains(device)
        .contains("hello  there from %d in /workspace\n".formatted(alice.uid()))
        .contains("\n2000\n")
        .contains("to-stderr");
    assertThat(HookedEngine.docker("logs", failed.container().orElseThrow()))
        .contains("hello  there")
        .contains("2000");
  }

  @Test
  void asksAJobToEndAndTakesItsTimeToDoSo() throws Exception {
    String script =
        "trap 'echo saved > state; exit 0' TERM; echo up; while true; do sleep 0.1; done";
    launcher.launch(
        alice, request("long").withJob(Job.script(script, Map.of(), Optional.of("out"))));
    becomes("long", Status.RUNNING);
    Path folder = Path.of(GpuEngine.HOME, "workspaces", alice.username(), "long");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Files.isRegularFile(folder.resolve("out"))
                    && Files.size(folder.resolve("out")) > 0);
    book.stop(alice, "long");
    becomes("long", Status.STOPPED);
    assertThat(folder.resolve("state")).hasContent("saved");
  }

  @Test
  void endsThoughTheCommandLeftSomethingRunning() {
    launcher.launch(
        alice,
        request("leaver")
            .withJob(Job.script("sleep 600 & echo done", Map.of(), Optional.of("out"))));
    assertThat(becomes("leaver", Status.STOPPED).exitCode()).contains(0);
  }

  private LaunchRequest request(String name) {
    return LaunchRequest.fromImage(name, image)
        .withLimits(new BigDecimal("0.5"), 64L << 20, BigDecimal.ONE);
  }

  private EnvironmentView becomes(String name, Status status) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> book.get(alice, name).status() == status);
    return book.get(alice, name);
  }
}
