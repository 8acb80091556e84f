package dev.carrel.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.environment.LaunchRequest;
import dev.carrel.environment.Launcher;
import dev.carrel.environment.Status;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.reservation.Draft;
import dev.carrel.gpu.reservation.Reservation;
import dev.carrel.gpu.reservation.Reservations;
import dev.carrel.notice.Notices;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClassWatchTest {
  @Inject ClassWatch watch;
  @Inject Reservations reservations;
  @Inject EnvironmentBook book;
  @Inject Launcher launcher;
  @Inject Notices notices;
  @Inject LaunchFixture people;
  @Inject GpuFixture gpus;
  @Inject Clock clock;

  private String model;
  private Account alice;
  private Account bob;
  private Instant now;

  @BeforeEach
  void aDevice() {
    model = GpuFixture.model();
    gpus.devices(model, 1);
    alice = people.account();
    bob = people.account();
    now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  @AfterEach
  void nothingIsLeft() {
    reservations.upcoming().forEach(one -> reservations.cancel(one.id()));
    for (Account account : List.of(alice, bob)) {
      book.live(account).forEach(view -> book.retire(account, view.name()));
      await().until(() -> book.live(account).isEmpty());
    }
    gpus.remove(model);
  }

  @Test
  void tellsAHolderHoursBeforeAndOnce() {
    EnvironmentView running = launch(alice, 20);
    Instant usual = running.expires().orElseThrow();
    Reservation made = reserve(Duration.ofHours(14), Duration.ofHours(16), bob);
    assertThat(made.from()).isBefore(usual);
    watch.look();
    watch.look();
    EnvironmentView cut = book.byId(running.id()).orElseThrow();
    assertThat(cut.expires()).contains(made.from());
    assertThat(cut.leases()).allMatch(lease -> lease.ends().equals(Optional.of(made.from())));
    assertThat(notices.unread(alice.id())).isEqualTo(1);
    assertThatThrownBy(() -> book.extend(alice, cut.name(), BigDecimal.ONE))
        .hasMessageContaining("A class has reserved this GPU");
  }

  @Test
  void givesBackWhatWasTakenForAClassThatIsCancelled() {
    EnvironmentView running = launch(alice, 20);
    Instant usual = running.expires().orElseThrow();
    Reservation first = reserve(Duration.ofHours(16), Duration.ofHours(17), bob);
    watch.look();
    Reservation second = reserve(Duration.ofHours(14), Duration.ofHours(15), bob);
    watch.look();
    assertThat(book.byId(running.id()).orElseThrow().expires()).contains(second.from());
    reservations.cancel(second.id());
    reservations.cancel(second.id());
    watch.look();
    assertThat(book.byId(running.id()).orElseThrow().expires()).contains(first.from());
    reservations.cancel(first.id());
    watch.look();
    watch.look();
    EnvironmentView whole = book.byId(running.id()).orElseThrow();
    assertThat(whole.expires()).contains(usual);
    assertThat(whole.leases()).allMatch(lease -> lease.ends().equals(Optional.of(usual)));
    assertThat(notices.unread(alice.id())).isEqualTo(4);
  }

  @Test
  void cutsNobodyShorterThanTheNotice() {
    EnvironmentView running = launch(alice, 20);
    reserve(Duration.ofHours(1), Duration.ofHours(16), bob);
    watch.look();
    assertThat(book.byId(running.id()).orElseThrow().expires().orElseThrow())
        .isAfterOrEqualTo(now.plus(Duration.ofHours(12)));
  }

  @Test
  void keepsItsDevicesForItsMembersAndRetiresThemAtTheEnd() {
    Reservation made = reserve(Duration.ofHours(-1), Duration.ofHours(2), alice);
    EnvironmentView member = launch(alice, 20);
    assertThat(member.expires().orElseThrow()).isBeforeOrEqualTo(made.to());
    EnvironmentView stranger = ask(bob, 1);
    assertThat(stranger.status()).isEqualTo(Status.QUEUED);
    gpus.sql(
        "update gpu_reservation set starts_at = starts_at - interval '1 hour', ends_at = ?2 where id = ?1",
        made.id(),
        now.minusSeconds(1));
    gpus.sql(
        "update gpu_lease set granted_at = ?2 where environment_id = ?1", member.id(), made.from());
    watch.look();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> book.byId(member.id()).orElseThrow().status() == Status.RETIRED);
    assertThat(notices.unread(alice.id())).isEqualTo(1);
    assertThat(reservations.over()).extracting(Reservation::id).doesNotContain(made.id());
  }

  private Reservation reserve(Duration from, Duration to, Account member) {
    Draft draft =
        new Draft(
            "Exercise 4",
            now.plus(from),
            now.plus(to),
            GpuFixture.wish(1, model),
            Optional.empty(),
            List.of(member.username()),
            Optional.empty(),
            Duration.ZERO,
            true);
    return reservations.make(bob, draft, reservations.preview(draft).seen());
  }

  private EnvironmentView launch(Account account, int hours) {
    EnvironmentView asked = ask(account, hours);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> book.byId(asked.id()).orElseThrow().status() == Status.RUNNING);
    return book.byId(asked.id()).orElseThrow();
  }

  private EnvironmentView ask(Account account, int hours) {
    return launcher.launch(
        account,
        LaunchRequest.fromImage("exercise", people.image(account, "tools"))
            .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.valueOf(hours))
            .withGpus(GpuFixture.wish(1, model)));
  }
}
