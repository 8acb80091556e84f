package dev.carrel.environment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.web.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments that exist for a command. */
@QuarkusTest
class JobTest {
  @Inject LaunchFixture fixture;
  @Inject GpuFixture gpus;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject LeaseBook leases;
  @Inject Engine engine;

  private Account alice;
  private String image;

  @BeforeEach
  void anImage() {
    alice = fixture.account();
    image = fixture.image(alice, "tools");
  }

  @Test
  void runsOnceAndKeepsOutputLogAndExitCode() {
    launch("good", new Job(List.of("echo", "42"), Map.of(), Optional.of("results/answer.txt")));
    EnvironmentView done = becomes("good", Status.STOPPED);
    assertThat(done.exitCode()).contains(0);
    assertThat(done.reason()).isEmpty();
    assertThat(workspace("good").resolve("results/answer.txt")).hasContent("42");
    assertThat(engine.containers().find(done.container().orElseThrow())).isPresent();
  }

  @Test
  void failsWithTheCommandsExitCodeAndIsNotTriedAgain() {
    launch("bad", Job.script("echo tried; exit 3", Map.of(), Optional.empty()));
    EnvironmentView failed = becomes("bad", Status.FAILED);
    assertThat(failed.exitCode()).contains(3);
    assertThat(failed.reason().orElseThrow().sentence()).contains("exit code 3");
    String container = failed.container().orElseThrow();
    await()
        .during(Duration.ofMillis(500))
        .until(() -> book.get(alice, "bad").status() == Status.FAILED);
    assertThat(book.get(alice, "bad").container()).contains(container);
  }

  @Test
  void runsAfreshWhenItsOwnerStartsItAgain() {
    launch("twice", Job.script("echo once", Map.of(), Optional.empty()));
    EnvironmentView first = becomes("twice", Status.STOPPED);
    book.start(alice, "twice");
    await()
        .until(
            () -> {
              EnvironmentView now = book.get(alice, "twice");
              return now.status() == Status.STOPPED
                  && !now.container().equals(first.container())
                  && now.exitCode().isPresent();
            });
  }

  @Test
  void givesItsDeviceBackTheMomentItEnds() {
    String model = GpuFixture.model();
    gpus.devices(model, 1);
    EnvironmentView launched =
        launcher.launch(
            alice,
            request(
                    "batch",
                    Job.script("printenv NVIDIA_VISIBLE_DEVICES", Map.of(), Optional.of("seen")))
                .withGpus(GpuFixture.wish(1, model)));
    becomes("batch", Status.STOPPED);
    assertThat(leases.standing(launched.id())).isEmpty();
    assertThat(workspace("batch").resolve("seen")).content().startsWith("GPU-");
    gpus.remove(model);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "../other/file", "a/../../b", "-rf", "a//b", "dir/", "", "a\nb"})
  void keepsItsOutputInTheWorkspace(String output) {
    assertThatThrownBy(() -> new Job(List.of("true"), Map.of(), Optional.of(output)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void refusesWhatTheEngineWouldNotTake() {
    assertThatThrownBy(() -> new Job(List.of(), Map.of(), Optional.empty()))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new Job(List.of("a\0b"), Map.of(), Optional.empty()))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new Job(List.of("true"), Map.of("A-B", ""), Optional.empty()))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Job.script("  ", Map.of(), Optional.empty()))
        .isInstanceOf(Problem.class);
  }

  @Test
  void isAskedForInTheApi() {
    Account demo = fixture.demo("alice");
    String recipe = "job-" + System.nanoTime() % 1_000_000;
    String from = fixture.image(demo, recipe);
    given()
        .header("X-Test-User", "alice")
        .contentType(ContentType.JSON)
        .body(
            """
            {"name":"%s","image":"%s","cpus":0.1,"memory":"64m",
             "job":{"script":"echo hello; exit 4","output":"out.txt","environment":{"SEED":"1"}}}
            """
                .formatted(recipe, from))
        .post("/api/v1/environments")
        .then()
        .statusCode(202)
        .body("job.output", equalTo("out.txt"));
    await()
        .until(
            () ->
                Integer.valueOf(4)
                    .equals(
                        given()
                            .header("X-Test-User", "alice")
                            .get("/api/v1/environments/" + recipe)
                            .path("job.exitCode")));
    book.retire(demo, recipe);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | 0 to 1024",
        "1000000 | 0 to 1024",
        "99999999999999999999 | 0 to 1024",
        "1.5 | whole number",
        "\"two\" | whole number",
        "true | whole number",
        "{\"count\":-3} | 0 to 1024",
        "{\"memory\":\"much\"} | like 40g",
        "{\"memory\":\"0\"} | like 40g",
        "{\"memory\":40} | text",
        "{\"model\":\"\"} | 1 to 80",
        "{\"slices\":1} | not slices",
        "{\"count\":1,\"model\":\"9g.999gb of nothing\"} | 9g.999gb",
      })
  void refusesGpusThatNobodyCouldGive(String gpusJson, String words) {
    Account demo = fixture.demo("alice");
    String from = fixture.image(demo, "gpu-" + System.nanoTime() % 1_000_000);
    gpus.devices(GpuFixture.model(), 1);
    given()
        .header("X-Test-User", "alice")
        .contentType(ContentType.JSON)
        .body("{\"name\":\"nothing\",\"image\":\"%s\",\"gpus\":%s}".formatted(from, gpusJson))
        .post("/api/v1/environments")
        .then()
        .statusCode(422)
        .body("detail", containsString(words));
  }

  private void launch(String name, Job job) {
    launcher.launch(alice, request(name, job));
  }

  private LaunchRequest request(String name, Job job) {
    return LaunchRequest.fromImage(name, image)
        .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.ONE)
        .withJob(job);
  }

  private Path workspace(String name) {
    return Path.of(ConfigProvider.getConfig().getValue("carrel.workspaces.root", String.class))
        .resolve(alice.username())
        .resolve(name);
  }

  private EnvironmentView becomes(String name, Status status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> book.get(alice, name).status() == status);
    return book.get(alice, name);
  }
}
