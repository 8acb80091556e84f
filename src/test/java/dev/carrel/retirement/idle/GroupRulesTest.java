package dev.carrel.retirement.idle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.carrel.account.Account;
import dev.carrel.database.Signals;
import dev.carrel.database.Statements;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.IdlePlan;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.environment.LaunchRequest;
import dev.carrel.environment.Launcher;
import dev.carrel.environment.Status;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.history.History;
import dev.carrel.gpu.history.HistoryConfig;
import dev.carrel.gpu.history.SampleFixture;
import dev.carrel.notice.Notices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A student and one of the staff on one machine, where students have half an hour, staff two. */
@QuarkusTest
class GroupRulesTest {
  @Inject Decisions decisions;
  @Inject IdleDesk desk;
  @Inject Rehearsal rehearsal;
  @Inject IdleRules rules;
  @Inject History history;
  @Inject Inventory inventory;
  @Inject EnvironmentBook book;
  @Inject Launcher launcher;
  @Inject LaunchFixture people;
  @Inject GpuFixture gpus;
  @Inject SampleFixture samples;
  @Inject Notices notices;
  @Inject Signals signals;
  @Inject HistoryConfig kept;

  private final List<EnvironmentView> launched = new ArrayList<>();
  private final String model = GpuFixture.model();
  private final Map<Long, Account> owners = new HashMap<>();
  private final Map<Long, Instant> seenUntil = new HashMap<>();
  private IdleRules half;
  private Clock clock;

  @BeforeEach
  void devices() {
    gpus.devices(model, 2);
    half = rules.with("students", Said.after(Duration.ofMinutes(30)));
  }

  @AfterEach
  void retire() {
    for (EnvironmentView one : launched) {
      book.retire(owners.get(one.id()), one.name());
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> launched.stream().allMatch(one -> view(one).status() == Status.RETIRED));
    gpus.remove(model);
  }

  @Test
  void judgesEachByTheRuleOfTheirGroups() {
    EnvironmentView students = launch("alice");
    EnvironmentView staffs = launch("carol");
    idleUntil(31, half);
    assertThat(steps(students)).containsExactly(Step.NOTICE);
    assertThat(steps(staffs)).isEmpty();
    assertThat(desk.decisions(students.id()).getFirst().ruleWords())
        .isEqualTo("below 5 % for 30 min");
    idleUntil(119, half);
    assertThat(steps(staffs)).isEmpty();
    idleUntil(122, half);
    assertThat(steps(staffs)).containsExactly(Step.NOTICE);
    assertThat(desk.decisions(staffs.id()).getFirst().ruleWords())
        .isEqualTo("below 5 % for 120 min");
  }

  @Test
  void leavesAloneAGroupThatIsExempt() {
    EnvironmentView students = launch("alice");
    idleUntil(90, rules.with("students", Said.enabled(false)));
    assertThat(steps(students)).isEmpty();
    idleUntil(91, rules);
    assertThat(steps(students)).containsExactly(Step.NOTICE);
  }

  @Test
  void asksTheDatabaseNoMoreOftenForMoreHolders() throws Exception {
    launch("alice");
    idleUntil(10, half);
    int one = Statements.of(() -> looked(half));
    launch("carol");
    idleUntil(12, half);
    assertThat(Statements.of(() -> looked(half))).isEqualTo(one).isPositive();
  }

  @Test
  void tellsPeopleTheRuleOfTheirGroups() {
    EnvironmentView staffs = launch("carol");
    page("carol", "/environments/" + staffs.name() + "/use")
        .body(
            containsString("below 5 % for 120 min (60 min while others wait"),
            containsString("the rule of your groups"));
    EnvironmentView students = launch("alice");
    page("alice", "/environments/" + students.name() + "/use")
        .body(containsString("below 5 % for 60 min"), not(containsString("your groups")));
  }

  @Test
  void replaysTheRuleOfOneGroup() {
    EnvironmentView students = launch("alice");
    EnvironmentView staffs = launch("carol");
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    for (EnvironmentView one : launched) {
      samples.seen(one.id(), yesterday, Duration.ofMinutes(100), 1.0);
    }
    Rehearsed found = rehearsal.of(rules, half);
    assertThat(line(found, students).present()).isPresent();
    assertThat(line(found, students).differs()).as("sooner").isTrue();
    assertThat(found.lines()).noneMatch(line -> line.subject().environment() == staffs.id());
    Rehearsed hasty = rehearsal.of(rules, rules.with("staff", Said.after(Duration.ofMinutes(10))));
    assertThat(line(hasty, staffs).present()).as("each by their own rule").isEmpty();
    assertThat(line(hasty, staffs).changed()).isPresent();
    assertThat(line(hasty, students).differs()).isFalse();
    page("olga", "/admin/idle?group=staff&after=20")
        .body(
            containsString("The rule of staff."),
            containsString("carrel.limits.staff.gpu-idle.after=20m"),
            containsString(staffs.name()));
    page("olga", "/admin/idle?group=students").body(not(containsString("Put it into force")));
  }

  private static Rehearsed.Line line(Rehearsed found, EnvironmentView one) {
    return found.lines().stream()
        .filter(line -> line.subject().environment() == one.id())
        .findFirst()
        .orElseThrow();
  }

  private EnvironmentView launch(String username) {
    Account account = people.demo(username);
    String name = "rule-" + UUID.randomUUID().toString().substring(0, 6);
    EnvironmentView one =
        launcher.launch(
            account,
            LaunchRequest.fromImage(name, people.image(account, name))
                .withLimits(new BigDecimal("0.1"), 64L << 20, new BigDecimal(8))
                .withGpus(GpuFixture.wish(1, model)),
            IdlePlan.USUAL);
    launched.add(one);
    owners.put(one.id(), account);
    await().atMost(Duration.ofSeconds(20)).until(() -> view(one).running());
    await().until(() -> view(one).leases().stream().anyMatch(l -> l.started().isPresent()));
    return one;
  }

  private Instant started(EnvironmentView one) {
    return view(one).leases().getFirst().started().orElseThrow();
  }

  /** All are at one percent until then; then the watch looks, with these rules. */
  private void idleUntil(int minutes, IdleRules by) {
    Instant until = started(launched.getFirst()).plus(Duration.ofMinutes(minutes));
    for (EnvironmentView one : launched) {
      Instant from = seenUntil.getOrDefault(one.id(), started(one));
      samples.seen(one.id(), from, Duration.between(from, until), 1.0);
      seenUntil.put(one.id(), until);
    }
    clock = Clock.fixed(until, ZoneOffset.UTC);
    looked(by);
  }

  private Void looked(IdleRules by) {
    var watch =
        new IdleWatch(decisions, history, inventory, book, notices, signals, by, kept, clock);
    QuarkusTransaction.requiringNew().run(watch::decide);
    return null;
  }

  private List<Step> steps(EnvironmentView one) {
    return desk.decisions(one.id()).stream().map(Decision::step).toList();
  }

  private EnvironmentView view(EnvironmentView one) {
    return book.byId(one.id()).orElseThrow();
  }

  private static ValidatableResponse page(String user, String path) {
    return given().header("X-Test-User", user).get(path).then().statusCode(200);
  }
}
