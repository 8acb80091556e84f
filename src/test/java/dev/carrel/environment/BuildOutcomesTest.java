package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.build.BuildFailed;
import dev.carrel.build.BuildSucceeded;
import dev.carrel.build.Image;
import dev.carrel.build.ImageShelf;
import dev.carrel.workspace.Workspaces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuildOutcomesTest {
  @Inject LaunchFixture fixture;
  @Inject EnvironmentBook book;
  @Inject Environments environments;
  @Inject Workspaces workspaces;
  @Inject ImageShelf shelf;
  @Inject Event<BuildSucceeded> succeeded;
  @Inject Event<BuildFailed> failed;
  @Inject Clock clock;

  private Account alice;

  @BeforeEach
  void anAccount() {
    alice = fixture.account();
  }

  @Test
  void goesOnAsSoonAsItsImageIsBuilt() {
    Image image = shelf.find(alice.id(), fixture.image(alice, "tools")).orElseThrow();
    long build = 1_000_000 + alice.id();
    waitingFor(build);
    QuarkusTransaction.requiringNew()
        .run(() -> succeeded.fire(new BuildSucceeded(build, alice.id(), 1, image)));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> book.get(alice, "waiting").status() == Status.RUNNING);
    assertThat(book.get(alice, "waiting").image()).contains(image.reference());
  }

  @Test
  void saysWhichBuildFailed() {
    long build = 2_000_000 + alice.id();
    waitingFor(build);
    QuarkusTransaction.requiringNew()
        .run(() -> failed.fire(new BuildFailed(build, alice.id(), 1, "No such version.")));
    EnvironmentView view = book.get(alice, "waiting");
    assertThat(view.status()).isEqualTo(Status.FAILED);
    assertThat(view.reason().orElseThrow())
        .isEqualTo(new Reason(Reason.Kind.BUILD_FAILED, Long.toString(build)));
  }

  /** No signal is raised, so that nobody looks for a build that is only an event here. */
  private void waitingFor(long build) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var plan =
                  new LaunchPlan(
                      "waiting",
                      "waiting",
                      Optional.of("tools"),
                      BigDecimal.ONE,
                      64L << 20,
                      BigDecimal.ONE,
                      Optional.empty(),
                      Optional.empty());
              var row =
                  new EnvironmentRow(
                      alice.id(),
                      plan,
                      workspaces.open(alice, "waiting").id(),
                      Optional.empty(),
                      clock.instant());
              row.awaits(build);
              environments.persist(row);
            });
  }
}
