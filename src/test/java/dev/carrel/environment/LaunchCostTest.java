package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a launch asks of the engine and writes down: whoever adds to it is to know. */
@QuarkusTest
class LaunchCostTest {
  /** Others write now and then meanwhile: the least of some rounds is the launch's own. */
  private static final int ROUNDS = 6;

  @Inject LaunchFixture fixture;
  @Inject ReconcilerFixture reconcilers;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject EnvironmentExec exec;
  @Inject EntityManager entities;
  @Inject Engine engine;

  private Account alice;
  private String image;

  @BeforeEach
  void anImageAndANetwork() {
    alice = fixture.account();
    image = fixture.image(alice, "tools");
    launch("first");
    retire("first");
  }

  @Test
  void asksTheEngineFiveTimes() {
    assertThat(launch("counted"))
        .containsExactlyInAnyOrder(
            "Containers.list",
            "Networks.find",
            "Containers.create",
            "Containers.start",
            "Containers.find");
  }

  @Test
  void writesThreeTimes() {
    List<Long> writes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long before = transactions();
      launch("counted");
      writes.add(transactions() - before - 1);
      retire("counted");
    }
    // That it is wanted; its container; that it runs.
    assertThat(Collections.min(writes)).isEqualTo(3);
  }

  /** What the engine was asked until it ran. */
  private List<String> launch(String name) {
    var counted = new CountedEngine(engine);
    LaunchRequest request =
        LaunchRequest.fromImage(name, image)
            .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.ONE);
    reconcilers.alone(
        () -> reconcilers.on(counted.engine()).reconcile(launcher.launch(alice, request).id()));
    assertThat(book.get(alice, name).status()).isEqualTo(Status.RUNNING);
    return counted.calls();
  }

  private void retire(String name) {
    long id = book.retire(alice, name).id();
    reconcilers.on(engine).reconcile(id);
  }

  /** A number that each transaction that writes takes one of, this one too. */
  private long transactions() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Long)
                    entities
                        .createNativeQuery(
                            "select cast(cast(pg_current_xact_id() as text) as bigint)", Long.class)
                        .getSingleResult());
  }
}
