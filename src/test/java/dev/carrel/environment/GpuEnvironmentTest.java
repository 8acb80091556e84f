package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.Engine;
import dev.carrel.engine.Labels;
import dev.carrel.engine.memory.MemoryEngine;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.web.Problem;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Environments that want GPUs, from the queue to the engine and back. */
@QuarkusTest
class GpuEnvironmentTest {
  @Inject LaunchFixture fixture;
  @Inject GpuFixture gpus;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject LeaseBook leases;
  @Inject Engine engine;

  private String model;
  private List<Long> devices;
  private Account alice;
  private Account bob;
  private String image;
  private String bobsImage;

  @BeforeEach
  void twoPeopleAndADevice() {
    model = GpuFixture.model();
    devices = gpus.devices(model, 1);
    alice = fixture.account();
    bob = fixture.account();
    image = fixture.image(alice, "tools");
    bobsImage = fixture.image(bob, "tools");
  }

  @AfterEach
  void retireAll() {
    for (Account account : List.of(alice, bob)) {
      book.live(account).forEach(view -> book.retire(account, view.name()));
      await().until(() -> book.live(account).isEmpty());
    }
    gpus.remove(model);
  }

  @Test
  void runsWithTheDevicesOfItsLeaseAndNoOthers() {
    gpus.devices(model, 2);
    launch(alice, "sweep", image, 1);
    EnvironmentView running = becomes(alice, "sweep", Status.RUNNING);
    assertThat(running.leases()).singleElement().matches(lease -> !lease.held());
    String uuid = running.leases().getFirst().device().uuid();
    assertThat(given(running)).containsExactly(uuid);
    assertThat(engine.containers().find(running.container().orElseThrow()).orElseThrow().labels())
        .containsEntry(Labels.DEVICES, uuid);
    assertThat(running.expires()).isEqualTo(running.leases().getFirst().ends());
  }

  @Test
  void waitsItsTurnAndStartsByItself() {
    launch(alice, "first", image, 1);
    becomes(alice, "first", Status.RUNNING);
    launch(bob, "second", bobsImage, 1);
    EnvironmentView waiting = book.get(bob, "second");
    assertThat(waiting.status()).isEqualTo(Status.QUEUED);
    assertThat(waiting.phase()).contains("waiting for a GPU");
    assertThat(waiting.leases()).isEmpty();
    assertThat(leases.outlook(waiting.id()).orElseThrow().latest()).isPresent();
    assertThat(engine.containers().list(java.util.Map.of(Labels.ENVIRONMENT, "" + waiting.id())))
        .isEmpty();
    book.stop(alice, "first");
    becomes(bob, "second", Status.RUNNING);
    assertThat(becomes(alice, "first", Status.STOPPED).leases()).isEmpty();
  }

  @Test
  void leavesTheQueueWhenItIsStoppedOrRetired() {
    launch(alice, "first", image, 1);
    becomes(alice, "first", Status.RUNNING);
    long second = launch(bob, "second", bobsImage, 1).id();
    book.stop(bob, "second");
    becomes(bob, "second", Status.STOPPED);
    assertThat(leases.standing(second)).isEmpty();
    book.start(bob, "second");
    assertThat(book.get(bob, "second").status()).isEqualTo(Status.QUEUED);
    book.retire(bob, "second");
    await().until(() -> leases.standing(second).isEmpty());
  }

  @Test
  void keepsItsContainerOnTheSameDeviceAndGetsANewOneOnAnother() {
    launch(alice, "again", image, 1);
    EnvironmentView first = becomes(alice, "again", Status.RUNNING);
    stopAndStart("again");
    EnvironmentView same = becomes(alice, "again", Status.RUNNING);
    assertThat(same.container()).isEqualTo(first.container());

    book.stop(alice, "again");
    becomes(alice, "again", Status.STOPPED);
    launch(bob, "taker", bobsImage, 1);
    becomes(bob, "taker", Status.RUNNING);
    gpus.devices(model, 1);
    book.start(alice, "again");
    EnvironmentView other = becomes(alice, "again", Status.RUNNING);
    assertThat(other.container()).isNotEqualTo(first.container());
    assertThat(given(other)).hasSize(1).isNotEqualTo(given(book.get(bob, "taker")));
    assertThat(
            gpus.number(
                "select count(*) from notice where account_id = ?1 and kind = 'gpu-other'",
                alice.id()))
        .isEqualTo(1);
  }

  @Test
  void givesItsDevicesBackHoweverItEnds() {
    launch(alice, "ends", image, 1);
    String container = becomes(alice, "ends", Status.RUNNING).container().orElseThrow();
    memory().faults().kill(container, 137, false);
    assertThat(becomes(alice, "ends", Status.FAILED).leases()).isEmpty();
    book.start(alice, "ends");
    container = becomes(alice, "ends", Status.RUNNING).container().orElseThrow();
    memory().faults().loseContainer(container);
    assertThat(becomes(alice, "ends", Status.FAILED).leases()).isEmpty();
    launch(bob, "next", bobsImage, 1);
    becomes(bob, "next", Status.RUNNING);
  }

  @Test
  void isStoppedWhenSomebodyStartsItOnTheHostWithoutALease() {
    launch(alice, "beside", image, 1);
    String container = becomes(alice, "beside", Status.RUNNING).container().orElseThrow();
    book.stop(alice, "beside");
    becomes(alice, "beside", Status.STOPPED);
    launch(bob, "owner", bobsImage, 1);
    becomes(bob, "owner", Status.RUNNING);
    engine.containers().start(container);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                book.get(alice, "beside")
                    .reason()
                    .filter(r -> r.kind() == Reason.Kind.NOT_LEASED)
                    .isPresent());
    assertThat(engine.containers().state(container)).isInstanceOf(ContainerState.Exited.class);
    assertThat(book.get(bob, "owner").running()).isTrue();
  }

  @Test
  void goesOnWithoutItsDevicesAndQueuesForThemAgain() {
    launch(alice, "idle", image, 1);
    EnvironmentView before = becomes(alice, "idle", Status.RUNNING);
    book.demote(before.id(), "It used 0 % for an hour.");
    await().until(() -> book.get(alice, "idle").withoutGpus());
    EnvironmentView without = becomes(alice, "idle", Status.RUNNING);
    assertThat(given(without)).isEmpty();
    assertThat(without.gpus()).isPresent();
    launch(bob, "next", bobsImage, 1);
    becomes(bob, "next", Status.RUNNING);
    book.queueAgain(alice, "idle");
    becomes(alice, "idle", Status.QUEUED);
    book.stop(bob, "next");
    EnvironmentView with = becomes(alice, "idle", Status.RUNNING);
    assertThat(given(with)).containsExactly(gpus.uuid(devices.getFirst()));
  }

  @Test
  void isRefusedWhereItsAccountsLimitsEnd() {
    gpus.devices(model, 3);
    assertThatThrownBy(() -> launch(alice, "greedy", image, 3))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("2 GPUs at a time");
    assertThat(book.find(alice, "greedy")).isEmpty();
    assertThatThrownBy(
            () ->
                launcher.launch(
                    alice,
                    request("long", image, 1)
                        .withLimits(new BigDecimal("0.1"), 64L << 20, new BigDecimal(30))))
        .hasMessageContaining("at most 24 hours");
  }

  private EnvironmentView launch(Account account, String name, String from, int count) {
    return launcher.launch(account, request(name, from, count));
  }

  private LaunchRequest request(String name, String from, int count) {
    return LaunchRequest.fromImage(name, from)
        .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.ONE)
        .withGpus(GpuFixture.wish(count, model));
  }

  private void stopAndStart(String name) {
    book.stop(alice, name);
    becomes(alice, name, Status.STOPPED);
    book.start(alice, name);
  }

  private List<String> given(EnvironmentView view) {
    return view.container().map(memory()::devices).orElse(List.of());
  }

  private MemoryEngine memory() {
    return (MemoryEngine) io.quarkus.arc.ClientProxy.unwrap(engine);
  }

  private EnvironmentView becomes(Account account, String name, Status status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> book.get(account, name).status() == status);
    return book.get(account, name);
  }
}
