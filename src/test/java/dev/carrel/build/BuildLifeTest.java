package dev.carrel.build;

import static dev.carrel.build.BuildFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.build.log.LogLine;
import dev.carrel.build.log.LogStore;
import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.Labels;
import dev.carrel.engine.memory.Faults;
import dev.carrel.engine.memory.MemoryEngine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuildLifeTest {
  @Inject BuildFixture fixture;
  @Inject Builds builds;
  @Inject ImageShelf shelf;
  @Inject LogStore log;
  @Inject Engine engine;
  private Account alice;

  @BeforeEach
  void signIn() {
    alice = fixture.account();
  }

  @AfterEach
  void noTrouble() {
    faults().none();
  }

  @Test
  void makesAnImageWithItsNamesAndItsLog() {
    fixture.recipe(alice, "jax", unique(), "RUN echo hello", "RUN echo two > &2");
    BuildView done = ended(builds.request(alice, "jax"));

    assertThat(done.status()).isEqualTo(BuildStatus.SUCCEEDED);
    Image image = done.image().orElseThrow();
    assertThat(image.reference()).isEqualTo("carrel-" + alice.username() + "/jax:1");
    EngineImage made = engine.images().find(image.engineId()).orElseThrow();
    assertThat(made.references())
        .contains(image.reference(), "carrel-" + alice.username() + "/jax:latest");
    assertThat(made.labels())
        .containsEntry(Labels.BUILD, Long.toString(done.id()))
        .containsEntry(Labels.OWNER, Long.toString(alice.id()));
    assertThat(shelf.find(alice.id(), "jax")).contains(image);
    assertThat(shelf.find(alice.id(), "jax:1")).contains(image);
    assertThat(shelf.find(alice.id(), Long.toString(image.id()))).contains(image);
    assertThat(shelf.find(fixture.account().id(), Long.toString(image.id()))).isEmpty();
    assertThat(lines(done)).contains("#3 RUN echo hello", "hello", "two");
    assertThat(numbers(done)).isSorted().doesNotHaveDuplicates().startsWith(1L);
  }

  @Test
  void twoTabsGetOneBuild() throws Exception {
    fixture.recipe(alice, "jax", unique(), "RUN sleep 1");
    try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Long> request = () -> builds.request(alice, "jax").id();
      var asked = tabs.invokeAll(List.of(request, request, request, request));
      assertThat(asked.stream().map(Future::resultNow).distinct()).hasSize(1);
    }
    BuildView done = ended(builds.request(alice, "jax"));
    assertThat(builds.request(alice, "jax").id()).isEqualTo(done.id());
  }

  @Test
  void sameContentIsReadyAtOnceWhoseverItWas() {
    String same = unique();
    fixture.recipe(alice, "jax", same, "RUN sleep 2");
    BuildView first = ended(builds.request(alice, "jax"));
    Account bob = fixture.account();
    fixture.recipe(bob, "mine", same, "RUN sleep 2");

    Instant asked = Instant.now();
    BuildView second = ended(builds.request(bob, "mine"));
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
    assertThat(second.status()).isEqualTo(BuildStatus.SUCCEEDED);
    Image image = second.image().orElseThrow();
    assertThat(image.engineId()).isEqualTo(first.image().orElseThrow().engineId());
    assertThat(image.reference()).isEqualTo("carrel-" + bob.username() + "/mine:1");
    assertThat(engine.images().find(image.reference())).isPresent();
  }

  @Test
  void equalContentsAtTheSameTimeAreBuiltOnce() {
    String same = unique();
    Account bob = fixture.account();
    fixture.recipe(alice, "jax", same, "RUN sleep 1");
    fixture.recipe(bob, "jax", same, "RUN sleep 1");
    BuildView one = builds.request(alice, "jax");
    BuildView other = builds.request(bob, "jax");
    assertThat(ended(one).image().orElseThrow().engineId())
        .isEqualTo(ended(other).image().orElseThrow().engineId());
    assertThat(String.join("\n", lines(other)) + String.join("\n", lines(one)))
        .containsOnlyOnce("RUN sleep 1");
  }

  @Test
  void failureIsToldInASentence() {
    fixture.recipe(alice, "jax", unique(), "RUN echo E: Unable to locate package gitt; exit 100");
    BuildView done = ended(builds.request(alice, "jax"));
    assertThat(done.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(done.error().orElseThrow()).contains("no system package called gitt");
    assertThat(lines(done)).anyMatch(line -> line.contains("ERROR: process"));
  }

  @Test
  void aFullDiskIsSaidAndTheNextBuildGoesWell() {
    faults().diskFull(true);
    fixture.recipe(alice, "jax", unique(), "RUN echo x");
    BuildView done = ended(builds.request(alice, "jax"));
    assertThat(done.error().orElseThrow()).contains("disk is full");
    faults().diskFull(false);
    assertThat(ended(builds.request(alice, "jax")).status()).isEqualTo(BuildStatus.SUCCEEDED);
  }

  @Test
  void cancelEndsWhatRunsAndWhatWaits() {
    fixture.recipe(alice, "a", unique(), "RUN sleep 60");
    fixture.recipe(alice, "b", unique(), "RUN sleep 60");
    fixture.recipe(alice, "c", unique(), "RUN sleep 60");
    BuildView a = running(builds.request(alice, "a"));
    BuildView b = running(builds.request(alice, "b"));
    BuildView c = builds.request(alice, "c");
    assertThat(builds.cancel(alice, c.id()).status()).isEqualTo(BuildStatus.CANCELLED);
    builds.cancel(alice, a.id());
    builds.cancel(alice, b.id());
    assertThat(ended(a).status()).isEqualTo(BuildStatus.CANCELLED);
    assertThat(ended(b).status()).isEqualTo(BuildStatus.CANCELLED);
    assertThat(builds.cancel(alice, a.id()).status()).isEqualTo(BuildStatus.CANCELLED);
    assertThat(lines(a)).contains("Cancelled.");
  }

  @Test
  void nobodyWaitsBehindAllOfSomebodyElses() {
    for (String name : List.of("a", "b", "c", "d")) {
      fixture.recipe(alice, name, unique(), "RUN sleep 1");
    }
    Account bob = fixture.account();
    fixture.recipe(bob, "mine", unique(), "RUN sleep 1");
    List<BuildView> hers =
        List.of("a", "b", "c", "d").stream().map(name -> builds.request(alice, name)).toList();
    BuildView his = ended(builds.request(bob, "mine"));
    List<Instant> starts = hers.stream().map(b -> ended(b).started().orElseThrow()).toList();
    assertThat(his.started().orElseThrow()).isBefore(starts.get(2)).isBefore(starts.get(3));
  }

  @Test
  void buildsWaitWhileTheEngineIsAwayAndSayWhy() {
    fixture.recipe(alice, "jax", unique(), "RUN echo x");
    faults().absent(true);
    BuildView asked = builds.request(alice, "jax");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              BuildView now = now(asked);
              assertThat(now.status()).isEqualTo(BuildStatus.QUEUED);
              assertThat(now.waiting().orElse("")).contains("switched off");
            });
    faults().absent(false);
    assertThat(ended(asked).status()).isEqualTo(BuildStatus.SUCCEEDED);
  }

  @Test
  void aBuildWhoseEngineRestartsRunsAgain() throws Exception {
    fixture.recipe(alice, "jax", unique(), "RUN sleep 1", "RUN echo after");
    BuildView asked = running(builds.request(alice, "jax"));
    faults().absent(true);
    Thread.sleep(1500);
    faults().absent(false);
    BuildView done = ended(asked);
    assertThat(done.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(lines(done)).anyMatch(line -> line.startsWith("Attempt 2"));
    assertThat(numbers(done)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aBuildWhoseRunnerWasKilledRunsAgain() {
    long revision = fixture.recipe(alice, "jax", unique(), "RUN echo x");
    long id = orphan(revision);
    BuildView done = ended(builds.find(alice.id(), id).orElseThrow());
    assertThat(done.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(lines(done)).contains("Attempt 2: the build starts again.", "x");
  }

  @Test
  void whatAKilledRunnerHadFinishedIsAdopted() throws Exception {
    long revision = fixture.recipe(alice, "jax", unique(), "RUN echo x");
    long id = orphan(revision, Duration.ofMinutes(10));
    String made = made(id);
    fixture.change("update build set lease_until = now() - interval '1 minute' where id = ?1", id);
    BuildView done = ended(builds.find(alice.id(), id).orElseThrow());
    assertThat(done.image().orElseThrow().engineId()).isEqualTo(made);
    assertThat(lines(done)).doesNotContain("x");
  }

  @Test
  void aBuildThatIsInterruptedTooOftenFails() {
    long revision = fixture.recipe(alice, "jax", unique(), "RUN sleep 3");
    long id = orphan(revision);
    BuildView asked = builds.find(alice.id(), id).orElseThrow();
    await().atMost(Duration.ofSeconds(20)).until(() -> lines(asked).contains("#3 RUN sleep 3"));
    fixture.change("update build set interruptions = 3 where id = ?1", id);
    faults().absent(true);
    await().atMost(Duration.ofSeconds(20)).until(() -> !now(asked).status().live());
    assertThat(now(asked).error().orElseThrow()).contains("interrupted");
  }

  @Test
  void anImageThatSomebodyRemovedIsBuiltAnew() {
    fixture.recipe(alice, "jax", unique(), "RUN echo x");
    BuildView first = ended(builds.request(alice, "jax"));
    faults().loseImage(first.image().orElseThrow().engineId());
    await().until(() -> shelf.find(alice.id(), "jax").isEmpty());
    BuildView second = ended(builds.request(alice, "jax"));
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(shelf.find(alice.id(), "jax")).isPresent();
  }

  /** As a portal leaves it that was killed while it ran the build. */
  private long orphan(long revision) {
    return orphan(revision, Duration.ofMinutes(-1));
  }

  private long orphan(long revision, Duration lease) {
    return fixture.number(
        """
        insert into build (account_id, revision_id, recipe, revision, digest, status, requested, started,
                           attempt, runner, lease_until)
        select ?1, v.id, 'jax', 1, v.digest, 'running', now(), now(), 1, 'elsewhere',
               now() + ?3 * interval '1 second'
        from recipe_revision v where v.id = ?2 returning id""",
        alice.id(),
        revision,
        lease.toSeconds());
  }

  private String made(long build) throws InterruptedException {
    var id = new java.util.concurrent.atomic.AtomicReference<String>();
    byte[] dockerfile = ("FROM " + BuildFixture.BUSYBOX + "\n").getBytes(StandardCharsets.UTF_8);
    var spec =
        BuildSpec.of(BuildFixture.BUSYBOX, Map.of("Dockerfile", dockerfile), "x")
            .withLabels(Map.of(Labels.BUILD, Long.toString(build)));
    try (var making =
        engine
            .builder()
            .build(
                spec,
                event -> {
                  if (event instanceof BuildEvent.Finished finished) {
                    id.set(finished.imageId());
                  }
                })) {
      making.await();
    }
    return id.get();
  }

  private BuildView now(BuildView build) {
    return builds.find(build.account(), build.id()).orElseThrow();
  }

  private BuildView running(BuildView build) {
    await().atMost(Duration.ofSeconds(20)).until(() -> now(build).status() == BuildStatus.RUNNING);
    return now(build);
  }

  private BuildView ended(BuildView build) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !now(build).status().live());
    return now(build);
  }

  private List<String> lines(BuildView build) {
    return log.newest(build.id(), 10_000).stream().map(LogLine::text).toList();
  }

  private List<Long> numbers(BuildView build) {
    return log.newest(build.id(), 10_000).stream().map(LogLine::number).toList();
  }

  private Faults faults() {
    return ((MemoryEngine) engine).faults();
  }
}
