package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.account.Account;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Engine;
import dev.carrel.engine.Labels;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The portal is killed at each call that the reconciler makes, before it and after it; the next one
 * starts on the same rows and the same engine, and each time ends in the true state.
 */
@QuarkusTest
class CrashTest {
  /** More calls than any way takes. */
  private static final int MOST_CALLS = 40;

  @Inject LaunchFixture fixture;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject ReconcilerFixture reconcilers;
  @Inject Engine engine;

  private Account alice;
  private String image;

  @BeforeEach
  void anImage() {
    alice = fixture.account();
    image = fixture.image(alice, "tools");
  }

  @Test
  void finishesALaunchThatWasCutOffAnywhere() {
    everywhere(
        name -> launcher.launch(alice, request(name)),
        (name, containers) -> {
          assertThat(book.get(alice, name).status()).isEqualTo(Status.RUNNING);
          assertThat(containers).singleElement().isInstanceOf(ContainerState.Running.class);
        });
  }

  @Test
  void finishesAStopThatWasCutOffAnywhere() {
    everywhere(
        name -> {
          launch(name);
          book.stop(alice, name);
        },
        (name, containers) -> {
          assertThat(book.get(alice, name).status()).isEqualTo(Status.STOPPED);
          assertThat(containers).singleElement().isInstanceOf(ContainerState.Exited.class);
        });
  }

  @Test
  void finishesAStartThatWasCutOffAnywhere() {
    everywhere(
        name -> {
          launch(name);
          book.stop(alice, name);
          heal(name);
          book.start(alice, name);
        },
        (name, containers) -> {
          assertThat(book.get(alice, name).status()).isEqualTo(Status.RUNNING);
          assertThat(containers).singleElement().isInstanceOf(ContainerState.Running.class);
        });
  }

  @Test
  void finishesARetirementThatWasCutOffAnywhere() {
    everywhere(
        name -> {
          launch(name);
          book.retire(alice, name);
        },
        (name, containers) -> {
          assertThat(book.get(alice, name).status()).isEqualTo(Status.RETIRED);
          assertThat(containers).isEmpty();
        });
  }

  private interface Outcome {
    void check(String name, List<ContainerState> containers);
  }

  private void everywhere(Consumer<String> wish, Outcome outcome) {
    int crashes = 0;
    for (boolean after : new boolean[] {false, true}) {
      for (int at = 1; at < MOST_CALLS; at++) {
        String name = (after ? "after-" : "before-") + at;
        if (!survives(name, at, after, wish, outcome)) {
          break;
        }
        crashes++;
      }
    }
    assertThat(crashes).as("places at which it was killed").isGreaterThan(3);
  }

  /** False if so many calls are not made, so that nobody was killed. */
  private boolean survives(
      String name, int at, boolean after, Consumer<String> wish, Outcome outcome) {
    var killed = new AtomicBoolean();
    reconcilers.alone(
        () -> {
          wish.accept(name);
          killed.set(killedAt(name, at, after));
          heal(name);
          outcome.check(name, states(name));
          if (book.get(alice, name).status() != Status.RETIRED) {
            book.retire(alice, name);
            heal(name);
          }
        });
    return killed.get();
  }

  private List<ContainerState> states(String name) {
    return engine.containers().list(Map.of(Labels.ENVIRONMENT, Long.toString(id(name)))).stream()
        .map(ContainerView::state)
        .toList();
  }

  private void launch(String name) {
    launcher.launch(alice, request(name));
    heal(name);
  }

  private LaunchRequest request(String name) {
    return LaunchRequest.fromImage(name, image)
        .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.ONE);
  }

  private boolean killedAt(String name, int at, boolean after) {
    try {
      reconcilers.on(new CrashingEngine(engine, at, after).engine()).reconcile(id(name));
      return false;
    } catch (CrashingEngine.Killed killed) {
      return true;
    }
  }

  private void heal(String name) {
    reconcilers.on(engine).reconcile(id(name));
  }

  private long id(String name) {
    return book.get(alice, name).id();
  }
}
