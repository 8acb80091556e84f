package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.Engine;
import dev.carrel.engine.PosixUser;
import dev.carrel.engine.memory.Faults;
import dev.carrel.engine.memory.MemoryEngine;
import dev.carrel.web.Problem;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EnvironmentLifeTest {
  /** What the page promises, whatever somebody does on the host. */
  private static final Duration TRUTH = Duration.ofSeconds(2);

  @Inject LaunchFixture fixture;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject EnvironmentExec exec;
  @Inject EngineHealth health;
  @Inject Engine engine;
  @Inject EnvironmentConfig config;

  private Account alice;
  private String image;

  @BeforeEach
  void accountWithAnImage() {
    alice = fixture.account();
    image = fixture.image(alice, "tools");
  }

  @AfterEach
  void mendTheEngine() {
    faults().none();
  }

  @Test
  void launchesStopsStartsAndRetires() {
    EnvironmentView launched = launch("work");
    assertThat(launched.status()).isEqualTo(Status.STARTING);
    EnvironmentView running = becomes("work", Status.RUNNING);
    assertThat(running.expires()).isPresent();
    var container = engine.containers().find(running.container().orElseThrow()).orElseThrow();
    assertThat(container.name()).isEqualTo("work._." + alice.username());

    book.stop(alice, "work");
    EnvironmentView stopped = becomes("work", Status.STOPPED);
    assertThat(stopped.container()).isEqualTo(running.container());
    assertThat(stopped.expires()).isEmpty();

    book.start(alice, "work");
    assertThat(becomes("work", Status.RUNNING).container()).isEqualTo(running.container());

    book.retire(alice, "work");
    becomes("work", Status.RETIRED);
    assertThat(engine.containers().state(container.id())).isInstanceOf(ContainerState.Gone.class);
    assertThat(config.folder().resolve(Long.toString(running.id()))).doesNotExist();
  }

  @Test
  void runsACommandInOneThatIsStillStarting() {
    faults().slow(Duration.ofMillis(20));
    launch("early");
    assertThat(exec.run(alice, "early", List.of("echo", "here")).output()).isEqualTo("here\n");
  }

  @Test
  void saysSoonThatOneWhichCannotStartRunsNoCommand() {
    launch("other");
    becomes("other", Status.RUNNING);
    engine
        .containers()
        .create(
            ContainerSpec.of(
                    "blocked._." + alice.username(),
                    engine.images().find(image).orElseThrow().id(),
                    new PosixUser(alice.uid(), alice.gid()),
                    workspace("other").toAbsolutePath())
                .build());
    faults().slow(Duration.ofMillis(20));
    launch("blocked");
    assertThatThrownBy(() -> exec.run(alice, "blocked", List.of("true")))
        .hasMessageContaining("it is failed");
  }

  @Test
  void keepsTheWorkspaceWhenTheEnvironmentIsRetired() throws Exception {
    launch("keeper");
    becomes("keeper", Status.RUNNING);
    var file = workspace("keeper").resolve("thesis.txt");
    Files.writeString(file, "years of work");
    book.retire(alice, "keeper");
    becomes("keeper", Status.RETIRED);
    assertThat(file).hasContent("years of work");
    launch("keeper");
    becomes("keeper", Status.RUNNING);
    assertThat(file).hasContent("years of work");
  }

  @Test
  void tellsTheTruthWhenItsContainerIsRemovedOutside() {
    launch("doomed");
    EnvironmentView running = becomes("doomed", Status.RUNNING);
    faults().loseContainer(running.container().orElseThrow());
    EnvironmentView failed = becomes("doomed", Status.FAILED);
    assertThat(reason(failed)).isEqualTo(Reason.Kind.CONTAINER_GONE);
    // Starting it makes a fresh one.
    book.start(alice, "doomed");
    assertThat(becomes("doomed", Status.RUNNING).container()).isNotEqualTo(running.container());
  }

  @Test
  void tellsWhetherItWasStoppedKilledOrShortOfMemory() {
    launch("victim");
    assertThat(endedBy("victim", 143, false))
        .returns(Status.STOPPED, EnvironmentView::status)
        .returns(Reason.Kind.STOPPED_OUTSIDE, EnvironmentLifeTest::reason);
    assertThat(endedBy("victim", 137, false))
        .returns(Status.FAILED, EnvironmentView::status)
        .returns(Reason.Kind.KILLED_OUTSIDE, EnvironmentLifeTest::reason);
    EnvironmentView starved = endedBy("victim", 137, true);
    assertThat(reason(starved)).isEqualTo(Reason.Kind.OUT_OF_MEMORY);
    assertThat(starved.reason().orElseThrow().sentence()).contains("2 GiB");
    EnvironmentView crashed = endedBy("victim", 3, false);
    assertThat(crashed.reason().orElseThrow().sentence()).contains("exit code 3");
  }

  @Test
  void followsAContainerThatIsStartedAndFrozenOutside() {
    launch("beside");
    String container = becomes("beside", Status.RUNNING).container().orElseThrow();
    faults().pause(container, true);
    await().atMost(TRUTH).until(() -> reason(book.get(alice, "beside")) == Reason.Kind.FROZEN);
    faults().pause(container, false);
    await().atMost(TRUTH).until(() -> book.get(alice, "beside").reason().isEmpty());
    book.stop(alice, "beside");
    becomes("beside", Status.STOPPED);
    engine.containers().start(container);
    becomes("beside", Status.RUNNING);
  }

  @Test
  void saysThatTheImageIsGone() {
    faults().loseImage(image);
    try {
      launch("homeless");
    } catch (Problem refused) {
      // The images' own comparison with the engine may have noticed first.
      assertThat(refused.getMessage()).contains("You have no image");
      return;
    }
    EnvironmentView failed = becomes("homeless", Status.FAILED);
    assertThat(reason(failed)).isEqualTo(Reason.Kind.IMAGE_GONE);
  }

  @Test
  void keepsItsStateWhileTheEngineIsAway() {
    launch("patient");
    becomes("patient", Status.RUNNING);
    faults().absent(true);
    await().atMost(TRUTH).until(() -> health.trouble().isPresent());
    book.stop(alice, "patient");
    assertThat(book.get(alice, "patient").status()).isEqualTo(Status.STOPPING);
    faults().absent(false);
    becomes("patient", Status.STOPPED);
    await().atMost(TRUTH).until(() -> health.trouble().isEmpty());
  }

  @Test
  void refusesATakenNameAndFreesItWhenRetired() {
    launch("taken");
    becomes("taken", Status.RUNNING);
    assertThatThrownBy(() -> launch("taken"))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(409))
        .hasMessageContaining("already have an environment called taken");
    book.retire(alice, "taken");
    launchOnceFree("taken");
    assertThat(book.list(alice, dev.carrel.web.PageRequest.first(10)).items()).hasSize(2);
  }

  @Test
  void makesOneOfTwoSubmissionsOfTheSameForm() {
    var request = LaunchRequest.fromImage("once", image).submittedAs("form-1");
    List<EnvironmentView> made =
        together(2, () -> launcher.launch(alice, request)).stream()
            .map(EnvironmentLifeTest::get)
            .toList();
    assertThat(made.get(0).id()).isEqualTo(made.get(1).id());
  }

  @Test
  void concurrentLaunchesCannotPassALimit() {
    // 4 CPUs are allowed; eight ask for two at once.
    var numbers = new java.util.concurrent.atomic.AtomicInteger();
    List<Future<EnvironmentView>> launches =
        together(
            8,
            () ->
                launcher.launch(
                    alice,
                    LaunchRequest.fromImage("race-" + numbers.incrementAndGet(), image)
                        .withLimits(new BigDecimal(2), 64L << 20, BigDecimal.ONE)));
    long made = launches.stream().filter(EnvironmentLifeTest::succeeded).count();
    assertThat(made).isEqualTo(2);
  }

  @Test
  void namesTheLimitItsUseAndTheRequest() {
    assertThatThrownBy(
            () ->
                launcher.launch(
                    alice,
                    LaunchRequest.fromImage("huge", image)
                        .withLimits(new BigDecimal("4.5"), 64L << 20, BigDecimal.ONE)))
        .hasMessageContaining("may use 4 CPUs")
        .hasMessageContaining("0 are in use")
        .hasMessageContaining("asks for 4.5");
    assertThatThrownBy(
            () ->
                launcher.launch(
                    alice,
                    LaunchRequest.fromImage("huge", image)
                        .withLimits(BigDecimal.ONE, 9L << 30, BigDecimal.ONE)))
        .hasMessageContaining("8 GiB")
        .hasMessageContaining("9 GiB");
    assertThatThrownBy(
            () ->
                launcher.launch(
                    alice,
                    LaunchRequest.fromImage("huge", image)
                        .withLimits(BigDecimal.ONE, 1L << 30, new BigDecimal(73))))
        .hasMessageContaining("at most 72 hours");
  }

  @Test
  void extendsWithinThePolicyOnly() {
    launch("longer");
    Instant end = becomes("longer", Status.RUNNING).expires().orElseThrow();
    EnvironmentView extended = book.extend(alice, "longer", new BigDecimal(2));
    assertThat(extended.expires()).contains(end.plus(Duration.ofHours(2)));
    for (String absurd : List.of("1e999999999", "1e20")) {
      assertThatThrownBy(() -> book.extend(alice, "longer", new BigDecimal(absurd)))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
    }
    assertThatThrownBy(() -> book.extend(alice, "longer", new BigDecimal(70)))
        .hasMessageContaining("at most 72 hours");
  }

  @Test
  void isNobodyElsesBusiness() {
    launch("mine");
    Account bob = fixture.account();
    assertThat(book.find(bob, "mine")).isEmpty();
    assertThatThrownBy(() -> book.stop(bob, "mine"))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
  }

  private EnvironmentView launch(String name) {
    return launcher.launch(alice, LaunchRequest.fromImage(name, image));
  }

  private void launchOnceFree(String name) {
    becomes(name, Status.RETIRED);
    launch(name);
    becomes(name, Status.RUNNING);
  }

  private EnvironmentView endedBy(String name, int exitCode, boolean outOfMemory) {
    if (book.get(alice, name).startable()) {
      book.start(alice, name);
    }
    String container = becomes(name, Status.RUNNING).container().orElseThrow();
    faults().kill(container, exitCode, outOfMemory);
    await().atMost(TRUTH).until(() -> book.get(alice, name).status() != Status.RUNNING);
    return book.get(alice, name);
  }

  private EnvironmentView becomes(String name, Status status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> book.get(alice, name).status() == status);
    return book.get(alice, name);
  }

  private java.nio.file.Path workspace(String name) {
    return java.nio.file.Path.of(
            org.eclipse.microprofile.config.ConfigProvider.getConfig()
                .getValue("carrel.workspaces.root", String.class))
        .resolve(alice.username())
        .resolve(name);
  }

  private Faults faults() {
    return ((MemoryEngine) io.quarkus.arc.ClientProxy.unwrap(engine)).faults();
  }

  private static Reason.Kind reason(EnvironmentView view) {
    return view.reason().map(Reason::kind).orElse(null);
  }

  private static <T> List<Future<T>> together(int times, Callable<T> work) {
    try (var threads = Executors.newFixedThreadPool(times)) {
      return threads.invokeAll(java.util.Collections.nCopies(times, work));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean succeeded(Future<?> future) {
    return future.state() == Future.State.SUCCESS;
  }

  private static <T> T get(Future<T> future) {
    return future.resultNow();
  }
}
