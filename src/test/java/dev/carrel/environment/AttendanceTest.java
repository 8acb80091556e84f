package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.gpu.Outlook;
import dev.carrel.gpu.Standing;
import dev.carrel.gpu.Turns;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GPUs that are given while nobody is there. */
@QuarkusTest
class AttendanceTest {
  @Inject LaunchFixture fixture;
  @Inject GpuFixture gpus;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject EnvironmentExec exec;
  @Inject Attendance attendance;
  @Inject LeaseBook leases;
  @Inject Turns turns;
  @Inject Reconciler reconciler;

  private String model;
  private Account alice;
  private Account bob;

  @BeforeEach
  void twoPeopleAndADevice() {
    model = GpuFixture.model();
    gpus.devices(model, 1);
    alice = fixture.account();
    bob = fixture.account();
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
  void aTurnThatNobodyUsesGoesToTheNextAndThePlaceIsKept() {
    long absent = launched(alice, "absent");
    assertThat(book.get(alice, "absent").pickUpBy()).isPresent();
    launch(bob, "next");
    String queued = queuedAt(absent);
    lapse(absent);
    assertThat(pass(absent)).isTrue();
    becomes(bob, "next", Status.RUNNING);
    becomes(alice, "absent", Status.QUEUED);
    assertThat(leases.outlook(absent)).get().matches(Outlook::away);
    assertThat(queuedAt(absent)).isEqualTo(queued);
    assertThat(notices(alice, "gpu-passed")).isOne();

    // What is free again is given to nobody who is not there.
    book.stop(bob, "next");
    becomes(bob, "next", Status.STOPPED);
    launch(bob, "another");
    becomes(bob, "another", Status.RUNNING);
    assertThat(book.get(alice, "absent").status()).isEqualTo(Status.QUEUED);

    attendance.here(alice, "absent");
    assertThat(leases.outlook(absent)).get().matches(outlook -> !outlook.away());
    book.stop(bob, "another");
    becomes(alice, "absent", Status.RUNNING);
    assertThat(book.get(alice, "absent").pickUpBy()).isPresent();
  }

  @Test
  void aPortalThatWasDownLeavesTheWholeTimeToCome() {
    long one = launched(alice, "mine");
    lapse(one);
    turns.beginAnew();
    assertThat(pass(one)).isFalse();
    assertThat(book.get(alice, "mine").pickUpBy().orElseThrow())
        .isAfter(Instant.now().plus(Duration.ofMinutes(10)));
    assertThat(book.get(alice, "mine").running()).isTrue();
  }

  @Test
  void whoeverSaysSoIsThere() {
    long one = launched(alice, "mine");
    attendance.here(alice, "mine");
    assertThat(book.get(alice, "mine").pickUpBy()).isEmpty();
    lapse(one);
    assertThat(turns.lapsed()).doesNotContain(one);
    assertThat(pass(one)).isFalse();
    assertThat(book.get(alice, "mine").running()).isTrue();
  }

  @Test
  void whoeverRunsACommandIsThere() {
    launched(alice, "mine");
    exec.run(alice, "mine", List.of("true"));
    assertThat(book.get(alice, "mine").pickUpBy()).isEmpty();
  }

  @Test
  void whoeverUsesTheDeviceIsThere() {
    long idle = launched(alice, "idle");
    lapse(idle);
    sample(idle, 0);
    assertThat(turns.lapsed()).contains(idle);
    sample(idle, 3);
    assertThat(turns.lapsed()).doesNotContain(idle);
    assertThat(pass(idle)).isFalse();
  }

  @Test
  void whoeverHasSomethingOnASliceIsThere() {
    long one = launched(alice, "mine");
    lapse(one);
    sampleOfASlice(one, null);
    assertThat(turns.lapsed()).as("its figures are missing").contains(one);
    sampleOfASlice(one, 1L << 30);
    assertThat(turns.lapsed()).doesNotContain(one);
  }

  @Test
  void whoeverAsksForMoreHoursIsThere() {
    launched(alice, "mine");
    book.extend(alice, "mine", new BigDecimal("0.5"));
    assertThat(book.get(alice, "mine").pickUpBy()).isEmpty();
  }

  @Test
  void aStartThatTookLongLeavesTheWholeTime() {
    long one = launched(alice, "mine");
    lapse(one);
    gpus.sql("update environment set status = 'STARTING', expires_at = null where id = ?1", one);
    await()
        .until(
            () -> {
              reconciler.reconcile(one);
              return book.get(alice, "mine").running();
            });
    assertThat(turns.lapsed()).doesNotContain(one);
    assertThat(book.get(alice, "mine").pickUpBy().orElseThrow())
        .isAfter(Instant.now().plus(Duration.ofMinutes(10)));
  }

  @Test
  void aJobNeedsNobody() {
    Job job = new Job(List.of("sleep", "60"), java.util.Map.of(), java.util.Optional.empty());
    launcher.launch(alice, request(alice, "job").withJob(job));
    becomes(alice, "job", Status.RUNNING);
    assertThat(book.get(alice, "job").pickUpBy()).isEmpty();
  }

  @Test
  void whoeverStopsItMeanwhileLeavesTheQueue() {
    long one = launched(alice, "mine");
    lapse(one);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertThat(attendance.pass(one)).isTrue();
              // While it is still stopping, to wait again.
              book.stop(alice, "mine");
            });
    becomes(alice, "mine", Status.STOPPED);
    assertThat(leases.standing(one)).isEmpty();
  }

  @Test
  void keepsTheDeviceUntilTheEngineHasStoppedIt() {
    long one = launched(alice, "mine");
    lapse(one);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              assertThat(attendance.pass(one)).isTrue();
              assertThat(leases.standing(one).orElseThrow().state())
                  .isEqualTo(Standing.State.LEASED);
              assertThat(leases.standing(one).orElseThrow().devices()).hasSize(1);
            });
    await().until(() -> leases.standing(one).orElseThrow().devices().isEmpty());
    assertThat(leases.standing(one).orElseThrow().state()).isEqualTo(Standing.State.WAITING);
  }

  private long launched(Account account, String name) {
    long id = launch(account, name);
    becomes(account, name, Status.RUNNING);
    return id;
  }

  private long launch(Account account, String name) {
    return launcher.launch(account, request(account, name)).id();
  }

  private LaunchRequest request(Account account, String name) {
    return LaunchRequest.fromImage(name, fixture.image(account, "tools-" + name))
        .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.ONE)
        .withGpus(GpuFixture.wish(1, model));
  }

  private boolean pass(long environment) {
    return QuarkusTransaction.requiringNew().call(() -> attendance.pass(environment));
  }

  /** Its time to be picked up is over, if anything is to be. */
  private void lapse(long environment) {
    gpus.sql(
        "update gpu_request set pick_up_by = ?1 where environment_id = ?2 and pick_up_by is not null",
        Instant.now().minusSeconds(1),
        environment);
  }

  private void sample(long environment, int peak) {
    gpus.sql(
        """
        insert into environment_sample
          (environment_id, at, grain, samples, gpus, unknown, gpu, gpu_peak, used, waiting)
        values (?1, ?2, 10, 1, 1, 0, ?3, ?3, 0, 0)""",
        environment,
        Instant.now(),
        (double) peak);
  }

  /**
   * @param memory null if nothing of it could be read
   */
  private void sampleOfASlice(long environment, Long memory) {
    gpus.sql(
        """
        insert into environment_sample
          (environment_id, at, grain, samples, gpus, unknown, gpu_memory, used, waiting)
        values (?1, ?2, 10, 1, 1, 1, cast(?3 as bigint), 0, 0)""",
        environment,
        Instant.now(),
        memory);
  }

  private String queuedAt(long environment) {
    return Long.toString(
        gpus.number(
            "select cast(extract(epoch from queued_at) * 1000000 as bigint) from gpu_request where environment_id = ?1 and status <> 'ENDED'",
            environment));
  }

  private long notices(Account account, String kind) {
    return gpus.number(
        "select count(*) from notice where account_id = ?1 and kind = ?2", account.id(), kind);
  }

  private void becomes(Account account, String name, Status status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> book.get(account, name).status() == status);
  }
}
