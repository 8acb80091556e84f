package dev.carrel.retirement.idle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.carrel.account.Account;
import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.IdlePlan;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.environment.LaunchRequest;
import dev.carrel.environment.Launcher;
import dev.carrel.environment.Reason;
import dev.carrel.environment.Status;
import dev.carrel.environment.WhenIdle;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.history.History;
import dev.carrel.gpu.history.HistoryConfig;
import dev.carrel.gpu.history.SampleFixture;
import dev.carrel.notice.Notices;
import dev.carrel.notice.Told;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdleWatchTest {
  @Inject Decisions decisions;
  @Inject IdleDesk desk;
  @Inject Rehearsal rehearsal;
  @Inject History history;
  @Inject Inventory inventory;
  @Inject EnvironmentBook book;
  @Inject Launcher launcher;
  @Inject LaunchFixture people;
  @Inject GpuFixture gpus;
  @Inject SampleFixture samples;
  @Inject Notices notices;
  @Inject Signals signals;
  @Inject IdleRules rules;
  @Inject HistoryConfig kept;

  private String model;
  private Account alice;
  private String image;
  private EnvironmentView one;
  private Instant seenUntil;

  @BeforeEach
  void aDevice() {
    model = GpuFixture.model();
    gpus.devices(model, 1);
    alice = people.demo("alice");
    image = people.image(alice, "idle-" + UUID.randomUUID().toString().substring(0, 6));
  }

  @AfterEach
  void retire() {
    book.retire(alice, one.name());
    await().atMost(Duration.ofSeconds(20)).until(() -> is(Status.RETIRED));
    gpus.remove(model);
  }

  @Test
  void tellsTwiceAndThenGoesOnWithoutGpus() {
    launch(IdlePlan.USUAL);
    idleUntil(59);
    assertThat(steps()).isEmpty();
    idleUntil(61);
    idleUntil(62);
    assertThat(steps()).containsExactly(Step.NOTICE);
    idleUntil(72);
    assertThat(steps()).containsExactly(Step.SECOND_NOTICE, Step.NOTICE);
    page("/use").body(containsString("about to be taken back"), containsString("Why you keep"));
    idleUntil(83);
    assertThat(steps()).containsExactly(Step.RELEASE, Step.SECOND_NOTICE, Step.NOTICE);
    // That its container was made anew she may have been told already, or not yet.
    assertThat(notices.list(alice.id(), PageRequest.first(50)).items())
        .filteredOn(told -> told.kind().equals("gpu-idle") && told.link().contains(one.name()))
        .hasSize(3)
        .allMatch(Told::unread);
    await().atMost(Duration.ofSeconds(20)).until(() -> view().running() && view().withoutGpus());
    Decision release = desk.decisions(one.id()).getFirst();
    assertThat(release.outcome()).contains(WhenIdle.DEMOTE);
    assertThat(release.evidence().gpu()).isNotEmpty().allMatch(gpu -> gpu < 5);
    assertThat(release.evidenceWords()).contains("1 %");
    page("/use").body(containsString("Queue for GPUs again"), containsString("data-evidence"));
    given()
        .header("X-Test-User", "alice")
        .get("/environments/" + one.name() + "/use/series?span=2h")
        .then()
        .statusCode(200)
        .body("marks", hasSize(3), "threshold", equalTo(5f));
    given()
        .header("X-Test-User", "alice")
        .post("/environments/" + one.name() + "/queue")
        .then()
        .statusCode(200);
    await().atMost(Duration.ofSeconds(20)).until(() -> view().running() && !view().withoutGpus());
  }

  @Test
  void stopsWhereItsOwnerChoseThat() {
    launch(new IdlePlan(WhenIdle.STOP, false));
    for (int minutes : List.of(91, 102, 113)) {
      idleUntil(minutes);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> is(Status.STOPPED));
    assertThat(view().reason().map(Reason::kind)).contains(Reason.Kind.GPU_IDLE);
    assertThat(view().leases()).isEmpty();
  }

  @Test
  void leavesAloneWhatIsKeptForAReason() {
    launch(IdlePlan.USUAL);
    idleUntil(91);
    refuses("a demonstration", Duration.ofHours(5), "at most 4 h");
    refuses(" ", Duration.ofHours(1), "why you keep");
    refuses("a demonstration at noon", Duration.ZERO, "at most");
    desk.keep(alice, one.name(), "a demonstration at noon", Duration.ofHours(4));
    for (int minutes : List.of(102, 113, 118)) {
      idleUntil(minutes);
    }
    assertThat(steps()).containsExactly(Step.NOTICE);
    page("/use").body(containsString("You keep its GPUs"));
  }

  @Test
  void takesAnyTimeUpToTheMost() {
    launch(IdlePlan.USUAL);
    assertThat(keep("1e30").extract().asString()).contains("at most 4 h");
    assertThat(keep("-1e-999999999").extract().asString()).contains("at most 4 h");
    assertThat(keep("an hour").extract().asString()).contains("as a number");
    // No whole number of seconds.
    keep("1.2345").statusCode(303);
    assertThat(kept()).isTrue();
  }

  private ValidatableResponse keep(String hours) {
    return given()
        .header("X-Test-User", "alice")
        .redirects()
        .follow(false)
        .formParam("reason", "a demonstration at noon")
        .formParam("hours", hours)
        .post("/environments/" + one.name() + "/use/keep")
        .then();
  }

  @Test
  void keepsNothingThatWasGivenBackMeanwhile() {
    launch(IdlePlan.USUAL);
    desk.keep(alice, one.name(), "a demonstration at noon", Duration.ofHours(4));
    assertThat(kept()).isTrue();
    assertThat(view().pickUpBy()).as("whoever keeps them is there").isEmpty();
    book.stop(alice, one.name());
    await().atMost(Duration.ofSeconds(20)).until(() -> is(Status.STOPPED));
    page("/use").body(not(containsString("You keep its GPUs")));
    book.start(alice, one.name());
    await().atMost(Duration.ofSeconds(20)).until(() -> is(Status.RUNNING));
    assertThat(kept()).isFalse();
    page("/use").body(not(containsString("You keep its GPUs")));
  }

  private boolean kept() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                decisions.holders().stream()
                    .filter(holder -> holder.environment() == one.id())
                    .anyMatch(holder -> holder.keptUntil().isPresent()));
  }

  @Test
  void neverStopsOnFiguresThatHaveGrownOld() {
    launch(IdlePlan.USUAL);
    idleUntil(91);
    idleUntil(102);
    // The tool hangs: no reading since.
    for (int minutes = 114; minutes < 300; minutes += 3) {
      lookAt(minutes);
    }
    assertThat(steps()).containsExactly(Step.SECOND_NOTICE, Step.NOTICE);
    // It prints rubbish: readings, but of nothing that is known.
    Instant from = started().plus(Duration.ofMinutes(300));
    for (int minutes = 310; minutes < 480; minutes += 10) {
      samples.unknown(one.id(), from, Duration.ofMinutes(10));
      from = from.plus(Duration.ofMinutes(10));
      lookAt(minutes);
    }
    assertThat(steps()).containsExactly(Step.SECOND_NOTICE, Step.NOTICE);
    assertThat(view().running()).isTrue();
  }

  @Test
  void doesNotEvenLookWhileTheFiguresAreStale() {
    launch(IdlePlan.USUAL);
    gpus.hidesTheTool();
    assertThat(inventory.state().stale()).isTrue();
    Instant until = started().plus(Duration.ofMinutes(120));
    samples.seen(one.id(), started(), Duration.ofMinutes(120), 1.0);
    Clock then = Clock.fixed(until, ZoneOffset.UTC);
    new IdleWatch(decisions, history, inventory, book, notices, signals, rules, kept, then).look();
    assertThat(steps()).isEmpty();
  }

  @Test
  void tellsAnOperatorWhatARuleWouldHaveDone() {
    launch(IdlePlan.USUAL);
    Instant from = Instant.now().minus(Duration.ofDays(1));
    samples.seen(one.id(), from, Duration.ofHours(4), 1.0);
    Rehearsed found = rehearsal.of(rules, rules.with(Said.threshold(0.5)));
    assertThat(found.groups()).contains("students");
    assertThat(found.lines())
        .filteredOn(line -> line.subject().environment() == one.id())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.subject().username()).isEqualTo("alice");
              // An hour until the notice, twenty minutes of notices; 160 are left.
              assertThat(line.present().orElseThrow().won()).isCloseTo(160 / 60.0, within(0.05));
              assertThat(line.changed()).isEmpty();
            });
    assertThat(found.present().stopped()).isGreaterThan(found.changed().stopped());
    given()
        .header("X-Test-User", "olga")
        .get("/admin/idle?threshold=20")
        .then()
        .statusCode(200)
        .body(containsString(one.name()), containsString("carrel.gpus.idle.threshold=20"));
    given()
        .header("X-Test-User", "olga")
        .get("/admin/idle?threshold=-3&after=x")
        .then()
        .statusCode(200)
        .body(containsString("as a number"));
  }

  private void launch(IdlePlan plan) {
    String name = "idle-" + UUID.randomUUID().toString().substring(0, 6);
    one =
        launcher.launch(
            alice,
            LaunchRequest.fromImage(name, image)
                .withLimits(new BigDecimal("0.1"), 64L << 20, new BigDecimal(8))
                .withGpus(GpuFixture.wish(1, model)),
            plan);
    await().atMost(Duration.ofSeconds(20)).until(() -> view().running());
    await().until(() -> view().leases().stream().anyMatch(l -> l.started().isPresent()));
    one = view();
    seenUntil = started();
  }

  private Instant started() {
    return one.leases().getFirst().started().orElseThrow();
  }

  /** At one percent until then; then the watch looks. */
  private void idleUntil(int minutes) {
    Instant until = started().plus(Duration.ofMinutes(minutes));
    samples.seen(one.id(), seenUntil, Duration.between(seenUntil, until), 1.0);
    seenUntil = until;
    lookAt(minutes);
  }

  private void lookAt(int minutes) {
    Clock then = Clock.fixed(started().plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                new IdleWatch(
                        decisions, history, inventory, book, notices, signals, rules, kept, then)
                    .decide());
  }

  private List<Step> steps() {
    return desk.decisions(one.id()).stream().map(Decision::step).toList();
  }

  private EnvironmentView view() {
    return book.byId(one.id()).orElseThrow();
  }

  private boolean is(Status status) {
    return view().status() == status;
  }

  private void refuses(String reason, Duration time, String words) {
    assertThatThrownBy(() -> desk.keep(alice, one.name(), reason, time))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(words);
  }

  private ValidatableResponse page(String path) {
    return given()
        .header("X-Test-User", "alice")
        .get("/environments/" + one.name() + path)
        .then()
        .statusCode(200);
  }
}
