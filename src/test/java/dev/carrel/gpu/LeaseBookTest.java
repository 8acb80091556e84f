package dev.carrel.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrel.account.Account;
import dev.carrel.database.Statements;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wishes become leases. The application's own dispatcher is at work beside these tests. */
@QuarkusTest
class LeaseBookTest {
  private static final BigDecimal HOUR = BigDecimal.ONE;

  @Inject GpuFixture fixture;
  @Inject LaunchFixture accounts;
  @Inject LeaseBook book;
  @Inject DueDates dueDates;
  @Inject Handout handout;
  @Inject Turns turns;

  private final List<Long> asked = new ArrayList<>();
  private String model;
  private Account alice;

  @BeforeEach
  void aModelOfItsOwn() {
    model = GpuFixture.model();
    alice = accounts.account();
  }

  @AfterEach
  void giveEverythingBack() {
    asked.forEach(this::release);
    fixture.remove(model);
  }

  @Test
  void holdsWhatIsFreeAndLetsTheOthersWait() {
    List<Long> devices = fixture.devices(model, 2);
    long one = ask(alice, 1);
    long two = ask(accounts.account(), 1);
    long three = ask(accounts.account(), 1);
    handOut();
    assertThat(List.of(state(one), state(two))).containsOnly(Standing.State.HELD);
    assertThat(state(three)).isEqualTo(Standing.State.WAITING);
    assertThat(book.leases(List.of(one, two)).values())
        .hasSize(2)
        .allSatisfy(leases -> assertThat(leases).singleElement().matches(Lease::held))
        .extracting(leases -> leases.getFirst().device().id())
        .containsExactlyInAnyOrderElementsOf(devices);
    Outlook outlook = book.outlook(three).orElseThrow();
    assertThat(outlook.position()).isPositive();
    assertThat(outlook.waitsFor()).isNotBlank();
    assertThat(outlook.order()).isNotBlank();
    release(one);
    handOut();
    assertThat(state(three)).isEqualTo(Standing.State.HELD);
  }

  @Test
  void isPickedUpOnceAndForItsHours() {
    fixture.devices(model, 1);
    long one = ask(alice, 1);
    assertThat(pickUp(one)).isEmpty();
    handOut();
    Instant before = Instant.now();
    Instant ends = pickUp(one).orElseThrow();
    assertThat(Duration.between(before, ends))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(pickUp(one)).isEmpty();
    assertThat(book.leases(one)).singleElement().matches(lease -> !lease.held());
    assertThat(book.standing(one).orElseThrow().state()).isEqualTo(Standing.State.LEASED);
    release(one);
    assertThat(book.standing(one)).isEmpty();
    assertThat(book.leases(one)).isEmpty();
  }

  @Test
  void theDatabaseKeepsADeviceFromTwoHoldersWhateverTheCodeDoes() {
    long device = fixture.devices(model, 1).getFirst();
    long one = ask(alice, 1);
    handOut();
    long other = ask(accounts.account(), 1);
    assertThat(state(one)).isEqualTo(Standing.State.HELD);
    assertThatThrownBy(
            () ->
                leaseBeside(
                    device,
                    "int8range(%d::int8 << 32, (%d::int8 + 1) << 32)".formatted(device, device),
                    other))
        .hasMessageContaining("gpu_lease_one_holder");
    // A slice of it, and the device of a slice that somebody has, exclude one another too.
    assertThatThrownBy(
            () ->
                leaseBeside(
                    device,
                    "int8range((%d::int8 << 32) + 7, (%d::int8 << 32) + 8)"
                        .formatted(device, device),
                    other))
        .hasMessageContaining("gpu_lease_one_holder");
  }

  @Test
  void slicesOfOneDeviceGoToSeveral() {
    List<Long> slices = fixture.slices(model, 2);
    long one = ask(alice, 1);
    long two = ask(accounts.account(), 1);
    handOut();
    assertThat(book.leases(List.of(one, two)).values())
        .extracting(leases -> leases.getFirst().device().id())
        .containsExactlyInAnyOrderElementsOf(slices);
  }

  @Test
  void whatIsNotPickedUpGoesToTheNextAndTheRequesterMovesBehindThat() {
    fixture.devices(model, 1);
    long one = ask(alice, 1);
    handOut();
    long two = ask(accounts.account(), 1);
    long three = ask(accounts.account(), 1);
    fixture.sql("update gpu_lease set held_until = now() where environment_id = ?1", one);
    handOut();
    assertThat(state(one)).isEqualTo(Standing.State.WAITING);
    assertThat(state(two)).isEqualTo(Standing.State.HELD);
    assertThat(queuedBefore(one, three)).isTrue();
    assertThat(queuedBefore(two, one)).isTrue();
    release(two);
    handOut();
    assertThat(state(one)).isEqualTo(Standing.State.HELD);
  }

  @Test
  void whatBreaksWhileItIsHeldCostsNobodyHisPlace() {
    long device = fixture.devices(model, 1).getFirst();
    long one = ask(alice, 1);
    handOut();
    long two = ask(accounts.account(), 1);
    fixture.sql("update gpu_device set fault = 'ECC' where id = ?1", device);
    handOut();
    assertThat(List.of(state(one), state(two))).containsOnly(Standing.State.WAITING);
    assertThat(queuedBefore(one, two)).isTrue();
    fixture.sql("update gpu_device set fault = null where id = ?1", device);
    handOut();
    assertThat(state(one)).isEqualTo(Standing.State.HELD);
  }

  @Test
  void aLeaseOnADeviceThatDiedStaysUntilItIsGivenBack() {
    long device = fixture.devices(model, 1).getFirst();
    long one = ask(alice, 1);
    handOut();
    pickUp(one).orElseThrow();
    fixture.sql("update gpu_device set present = false where id = ?1", device);
    handOut();
    assertThat(book.leases(one))
        .singleElement()
        .extracting(Lease::device)
        .extracting(Device::id)
        .isEqualTo(device);
    release(one);
    assertThat(book.leases(one)).isEmpty();
  }

  @Test
  void nothingIsSetAsideForOneThatCouldNotStart() {
    fixture.devices(model, 1);
    long building = GpuFixture.environment();
    QuarkusTransaction.requiringNew()
        .run(() -> book.ask(building, alice, "building", GpuFixture.wish(1, model), HOUR));
    asked.add(building);
    handOut();
    assertThat(state(building)).isEqualTo(Standing.State.WAITING);
    assertThat(book.outlook(building).orElseThrow().waitsFor()).contains("image");
    QuarkusTransaction.requiringNew().run(() -> book.ready(building));
    handOut();
    assertThat(state(building)).isEqualTo(Standing.State.HELD);
  }

  @Test
  void anAccountsOwnRequestsWaitForOneAnotherAtItsLimit() {
    fixture.devices(model, 3);
    long one = ask(alice, 1);
    long two = ask(alice, 1);
    long three = ask(alice, 1);
    handOut();
    assertThat(List.of(state(one), state(two))).containsOnly(Standing.State.HELD);
    assertThat(state(three)).isEqualTo(Standing.State.WAITING);
    assertThat(book.outlook(three).orElseThrow().order()).contains("2 at a time");
    release(two);
    handOut();
    assertThat(state(three)).isEqualTo(Standing.State.HELD);
  }

  @Test
  void whoComesAgainGetsTheSameDeviceWhereItIsFree() {
    fixture.devices(model, 3);
    long one = ask(alice, 1);
    handOut();
    long other = ask(accounts.account(), 1);
    handOut();
    long had = device(other);
    pickUp(other).orElseThrow();
    release(one);
    release(other);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              book.ask(other, alice, "again", GpuFixture.wish(1, model), HOUR);
              book.ready(other);
            });
    handOut();
    assertThat(device(other)).isEqualTo(had);
  }

  @Test
  void whoWaitsAgainGetsTheDeviceOfTheLastTurnAndNotOfOneBefore() {
    fixture.devices(model, 2);
    long one = ask(alice, 1);
    handOut();
    pickUp(one).orElseThrow();
    long first = device(one);
    fixture.sql("update gpu_device set fault = 'ECC' where id = ?1", first);
    waitAgain(one);
    handOut();
    pickUp(one).orElseThrow();
    long last = device(one);
    assertThat(last).isNotEqualTo(first);
    fixture.sql("update gpu_device set fault = null where id = ?1", first);
    waitAgain(one);
    handOut();
    assertThat(device(one)).isEqualTo(last);
  }

  @Test
  void namesTheLimitItsUseAndTheRequest() {
    fixture.devices(model, 4);
    refused(GpuFixture.wish(3, model), HOUR, 429, "2 GPUs at a time", "asks for 3");
    refused(GpuFixture.wish(1, model), new BigDecimal(25), 429, "at most 24 hours", "asks for 25");
    fixture.sql(
        """
        with r as (
          insert into gpu_request (environment_id, account_id, name, share_group, count, hours, status, asked_at, queued_at, ended_at)
          values (?1, ?2, 'past', '', 1, 60, 'ENDED', now(), now(), now()) returning id)
        insert into gpu_lease (device_id, request_id, environment_id, account_id, share_group, weight, slots, granted_at,
          started_at, ends_at, released_at, released_why)
        select (select min(id) from gpu_device where model = ?3), r.id, ?1, ?2, '', 1, int8range(1, 2),
          now() - interval '70 hours', now() - interval '70 hours', now(), now() - interval '10 hours', 'stopped' from r
        """,
        GpuFixture.environment(),
        alice.id(),
        model);
    refused(
        GpuFixture.wish(2, model),
        new BigDecimal(24),
        429,
        "100 GPU-hours",
        "60 are used",
        "asks for 48");
  }

  @Test
  void refusesWhatNoDeviceServes() {
    fixture.devices(model, 1);
    refused(GpuFixture.wish(1, "no such " + model), HOUR, 422, "no such");
    refused(GpuFixture.wish(2, model), HOUR, 422, "1");
    refused(new GpuRequest(1, Optional.of(80L << 30), Optional.of(model)), HOUR, 422, "80 GB");
  }

  @Test
  void boundsHowManyMayWait() {
    fixture.devices(model, 1);
    ask(accounts.account(), 1);
    for (int i = 0; i < 3; i++) {
      ask(alice, 1);
    }
    handOut();
    refused(GpuFixture.wish(1, model), HOUR, 429, "3 environments", "3 do");
  }

  @Test
  void extendsFreelyOnlyWhileNobodyWaits() {
    fixture.devices(model, 1);
    long one = ask(alice, 1);
    handOut();
    Instant ends = pickUp(one).orElseThrow();
    Instant longer = ends.plus(Duration.ofHours(22)).truncatedTo(ChronoUnit.SECONDS);
    QuarkusTransaction.requiringNew().run(() -> dueDates.extend(one, alice, longer));
    assertThat(book.leases(one).getFirst().ends()).contains(longer);
    ask(accounts.account(), 1);
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(() -> dueDates.extend(one, alice, longer.plus(Duration.ofHours(2)))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Others wait")
        .hasMessageContaining("24 hours in all");
  }

  @Test
  void theNumberOfStatementsDoesNotGrowWithTheQueue() throws Exception {
    fixture.devices(model, 2);
    for (int i = 0; i < 4; i++) {
      queue(GpuFixture.environment(), accounts.account());
    }
    int few = Statements.of(() -> handout.make());
    for (int i = 0; i < 60; i++) {
      queue(GpuFixture.environment(), accounts.account());
    }
    int many = Statements.of(() -> handout.make());
    assertThat(many).isLessThanOrEqualTo(Math.max(few, 12));
    fixture.sql(
        "update gpu_request set status = 'ENDED', ended_at = now() where model = ?1", model);
    fixture.sql(
        "update gpu_lease set released_at = now(), released_why = 'test' from gpu_device d where d.id = device_id and d.model = ?1",
        model);
  }

  @Test
  void neverHasTwoHoldersUnderManyHands() {
    int devices = fixture.devices(model, 3).size();
    List<Account> people =
        List.of(alice, accounts.account(), accounts.account(), accounts.account());
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> work = new ArrayList<>();
      for (Account person : people) {
        long environment = GpuFixture.environment();
        asked.add(environment);
        work.add(threads.submit(() -> comeAndGo(environment, person, 60)));
      }
      for (Future<?> one : work) {
        one.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    assertThat(
            fixture.number(
                "select count(*) from gpu_lease l join gpu_device d on d.id = l.device_id where d.model = ?1 and l.released_at is null",
                model))
        .isZero();
    long all = ask(alice, 2);
    long rest = ask(people.get(1), 1);
    handOut();
    assertThat(book.leases(all).size() + book.leases(rest).size()).isEqualTo(devices);
  }

  @Test
  void tellsWhoeverWaitedThatTheTurnHasCome() {
    fixture.devices(model, 1);
    long one = ask(alice, 1);
    fixture.sql(
        "update gpu_request set asked_at = now() - interval '2 hours' where environment_id = ?1",
        one);
    handOut();
    pickUp(one).orElseThrow();
    assertThat(
            fixture.number(
                "select count(*) from notice where account_id = ?1 and kind = 'gpu-turn'",
                alice.id()))
        .isEqualTo(1);
  }

  private void comeAndGo(long environment, Account person, int times) {
    var random = new Random(environment);
    for (int i = 0; i < times; i++) {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                book.ask(
                    environment,
                    person,
                    "busy",
                    GpuFixture.wish(1 + random.nextInt(2), model),
                    HOUR);
                book.ready(environment);
              });
      for (int looks = random.nextInt(3); looks >= 0; looks--) {
        handOut();
      }
      pickUp(environment);
      release(environment);
    }
  }

  private void refused(GpuRequest wish, BigDecimal hours, int status, String... words) {
    long environment = GpuFixture.environment();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(() -> book.ask(environment, alice, "refused", wish, hours)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(status);
              assertThat(problem.detail()).contains(words);
            });
    assertThat(book.standing(environment)).isEmpty();
  }

  private long ask(Account account, int count) {
    long environment = GpuFixture.environment();
    asked.add(environment);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              book.ask(environment, account, "test", GpuFixture.wish(count, model), HOUR);
              book.ready(environment);
            });
    return environment;
  }

  /** Without the checks, of which each takes its statements. */
  private void queue(long environment, Account account) {
    fixture.sql(
        """
        insert into gpu_request (environment_id, account_id, name, share_group, count, model, hours, status, asked_at, queued_at)
        values (?1, ?2, 'queued', '', 1, ?3, 1, 'WAITING', now(), now())
        """,
        environment,
        account.id(),
        model);
  }

  private void leaseBeside(long device, String slots, long environment) {
    fixture.sql(
        """
        insert into gpu_lease (device_id, request_id, environment_id, account_id, share_group, weight, slots, granted_at, held_until)
        select ?1, id, environment_id, account_id, '', 1, %s, now(), now() from gpu_request where environment_id = ?2
        """
            .formatted(slots),
        device,
        environment);
  }

  private void handOut() {
    handout.make();
  }

  private Optional<Instant> pickUp(long environment) {
    return QuarkusTransaction.requiringNew().call(() -> book.started(environment, false));
  }

  private void release(long environment) {
    QuarkusTransaction.requiringNew().run(() -> book.release(environment, "test"));
  }

  private void waitAgain(long environment) {
    QuarkusTransaction.requiringNew().run(() -> turns.waitsAgain(environment));
  }

  private long device(long environment) {
    return book.leases(environment).getFirst().device().id();
  }

  private Standing.State state(long environment) {
    return book.standing(environment).orElseThrow().state();
  }

  private boolean queuedBefore(long one, long other) {
    return fixture.number(
            """
            select count(*) from gpu_request a, gpu_request b
            where a.environment_id = ?1 and b.environment_id = ?2 and a.queued_at < b.queued_at""",
            one,
            other)
        == 1;
  }
}
