package dev.carrel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.catalogue.BaseKeeper.Outcome;
import dev.carrel.catalogue.BaseState.Gone;
import dev.carrel.catalogue.BaseState.Here;
import dev.carrel.catalogue.BaseState.Pulling;
import dev.carrel.catalogue.BaseState.Unreachable;
import dev.carrel.catalogue.Pinning.NoSuchBase;
import dev.carrel.catalogue.Pinning.NotNow;
import dev.carrel.catalogue.Pinning.Pinned;
import dev.carrel.engine.Engine;
import dev.carrel.engine.PullProblem;
import dev.carrel.engine.memory.Faults;
import dev.carrel.engine.memory.MemoryEngine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogueTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String OTHER_DIGEST = "sha256:" + "1".repeat(64);

  @Inject Catalogue catalogue;
  @Inject BaseKeeper keeper;
  @Inject BasePulls pulls;
  @Inject BasePins pins;
  @Inject Engine engine;

  @BeforeEach
  void forgetPullsAndPins() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              pulls.delete("reference <> 'carrel-test/busybox:1'");
              pins.delete("reference <> 'carrel-test/busybox:1'");
            });
  }

  @AfterEach
  void mend() {
    faults().none();
  }

  private Faults faults() {
    return ((MemoryEngine) io.quarkus.arc.ClientProxy.unwrap(engine)).faults();
  }

  private PinnedBase pinned(String slug) {
    return ((Pinned) catalogue.pin(slug)).base();
  }

  @Test
  void pinsWhatTheTagStandsForOnFirstUse() {
    PinnedBase base = pinned("alpine");

    assertThat(base.from()).startsWith("alpine:3.22@sha256:");
    assertThat(catalogue.pin("alpine")).isEqualTo(new Pinned(base));
    assertThat(catalogue.stored("alpine", "alpine:3.22", base.digest())).contains(base);
    assertThat(catalogue.base("alpine").orElseThrow().digest()).contains(base.digest());
  }

  @Test
  void buildsFromNothingThatWasNeverPinnedHere() {
    assertThat(catalogue.pin("my-own-base")).isEqualTo(new NoSuchBase("my-own-base"));
    assertThat(catalogue.stored("alpine", "alpine:3.22", OTHER_DIGEST)).isEmpty();
    assertThat(catalogue.stored("evil", "evil/image:1", OTHER_DIGEST)).isEmpty();
  }

  @Test
  void saysThatTheRegistryDoesNotAnswer() {
    faults().registry("ubuntu", PullProblem.UNREACHABLE);

    assertThat(catalogue.pin("ubuntu"))
        .isInstanceOfSatisfying(
            NotNow.class, notNow -> assertThat(notNow.why()).contains("does not answer"));
  }

  @Test
  void saysThatTheEngineIsAway() {
    faults().absent(true);

    assertThat(catalogue.pin("ubuntu")).isInstanceOf(NotNow.class);
  }

  @Test
  void pullsWhenABuildNeedsIt() throws Exception {
    PinnedBase base = pinned("python");
    List<Pulling> seen = new CopyOnWriteArrayList<>();

    assertThat(catalogue.ensurePulled(base, seen::add)).isInstanceOf(Here.class);
    assertThat(seen).isNotEmpty();
    assertThat(engine.images().find("python@" + base.digest())).isPresent();
    await()
        .atMost(SOON)
        .until(() -> catalogue.base("python").orElseThrow().state() instanceof Here);
    assertThat(catalogue.ensurePulled(base, seen::add)).isInstanceOf(Here.class);
  }

  @Test
  void saysThatABaseHasGoneFromTheRegistry() throws Exception {
    PinnedBase base = pinned("cuda");
    faults().registry("nvidia/cuda", PullProblem.NOT_FOUND);

    assertThat(catalogue.ensurePulled(base, at -> {}))
        .isInstanceOfSatisfying(
            Gone.class,
            gone ->
                assertThat(gone.why())
                    .contains(
                        "no longer has the image that nvidia/cuda:13.0.2-devel-ubuntu24.04 stood for",
                        "Choose another base",
                        "ask an operator"));
    assertThat(catalogue.base("cuda").orElseThrow().state()).isInstanceOf(Gone.class);
    assertThat(catalogue.base("cuda").orElseThrow().available()).isFalse();
  }

  @Test
  void triesAgainAfterAFailure() throws Exception {
    PinnedBase base = pinned("jax");
    faults().diskFull(true);
    assertThat(catalogue.ensurePulled(base, at -> {}))
        .isInstanceOfSatisfying(
            Unreachable.class, full -> assertThat(full.why()).contains("no room"));
    faults().none();

    assertThat(catalogue.ensurePulled(base, at -> {})).isInstanceOf(Here.class);
  }

  @Test
  void takesOverThePullOfAPortalThatDied() {
    PinnedBase base = pinned("pytorch");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              BasePull left = new BasePull();
              left.lookup = base.lookup();
              left.reference = base.reference();
              left.status = "pulling";
              left.claim = java.util.UUID.randomUUID();
              left.heartbeat = Instant.now().minus(BasePulls.SILENCE).minusSeconds(1);
              left.changed = left.heartbeat;
              pulls.persist(left);
            });

    await()
        .atMost(SOON)
        .until(() -> catalogue.base("pytorch").orElseThrow().state() instanceof Here);
  }

  @Test
  void leavesAPullToWhoHoldsIt() {
    pulls.want("held@" + OTHER_DIGEST, "held:1");
    BasePull mine = claimOf("held@" + OTHER_DIGEST);

    assertThat(pulls.progressed(mine.claim, BaseMaker.NOTHING_YET)).isTrue();
    assertThat(pulls.progressed(java.util.UUID.randomUUID(), BaseMaker.NOTHING_YET)).isFalse();
  }

  private BasePull claimOf(String lookup) {
    return await()
        .atMost(SOON)
        .until(() -> pulls.of(lookup).orElseThrow(), pull -> pull.claim != null);
  }

  @Test
  void keepsOldRecipesBaseWhenANewerOneIsTaken() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                pins.first(
                    "tensorflow/tensorflow:2.20.0", new BasePins.Resolved(OTHER_DIGEST, false)));
    PinnedBase old = pinned("tensorflow-cpu");

    assertThat(keeper.renew("tensorflow-cpu")).isInstanceOf(Outcome.Renewed.class);

    assertThat(pinned("tensorflow-cpu").digest()).isNotEqualTo(OTHER_DIGEST);
    assertThat(catalogue.stored("tensorflow-cpu", old.reference(), OTHER_DIGEST)).contains(old);
    assertThat(keeper.renew("tensorflow-cpu")).isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void asksNoRegistryForWhatIsHere() {
    faults().registry("carrel-test/", PullProblem.UNREACHABLE);

    assertThat(catalogue.pin("tiny")).isInstanceOf(Pinned.class);
  }
}
