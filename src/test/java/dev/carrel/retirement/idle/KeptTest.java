package dev.carrel.retirement.idle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.carrel.account.Account;
import dev.carrel.database.Statements;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.IdlePlan;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.environment.LaunchRequest;
import dev.carrel.environment.Launcher;
import dev.carrel.environment.Status;
import dev.carrel.gpu.GpuFixture;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say when they keep a GPU that does nothing, and who reads it. */
@QuarkusTest
class KeptTest {
  private static final String SCRIPT = "<script>alert(1)</script> & a \"demonstration\"";
  private static final String HARMLESS =
      "&lt;script&gt;alert(1)&lt;/script&gt; &amp; a &quot;demonstration&quot;";

  @Inject IdleDesk desk;
  @Inject Keeps keeps;
  @Inject EnvironmentBook book;
  @Inject Launcher launcher;
  @Inject LaunchFixture people;
  @Inject GpuFixture gpus;

  private final String model = GpuFixture.model();
  private Account alice;
  private EnvironmentView one;

  @BeforeEach
  void launch() {
    gpus.sql("delete from idle_keep");
    gpus.devices(model, 1);
    alice = people.demo("alice");
    String name = "kept-" + UUID.randomUUID().toString().substring(0, 6);
    one =
        launcher.launch(
            alice,
            LaunchRequest.fromImage(name, people.image(alice, name))
                .withLimits(new BigDecimal("0.1"), 64L << 20, new BigDecimal(8))
                .withGpus(GpuFixture.wish(1, model)),
            IdlePlan.USUAL);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> view().leases().stream().anyMatch(lease -> lease.started().isPresent()));
  }

  @AfterEach
  void retire() {
    book.retire(alice, one.name());
    await().atMost(Duration.ofSeconds(20)).until(() -> view().status() == Status.RETIRED);
    gpus.remove(model);
    gpus.sql("delete from idle_keep");
  }

  @Test
  void tellsOwnerAndOperatorsWhatWasSaid() {
    page("olga", "/admin/idle").body(containsString("nobody asked to keep"));
    page("alice", use()).body(not(containsString("You said")));
    desk.keep(alice, one.name(), SCRIPT, Duration.ofHours(2));
    page("alice", use())
        .body(containsString("<q>" + HARMLESS + "</q>"), not(containsString("<script>alert")));
    page("olga", "/admin/idle")
        .body(
            containsString("<td>alice</td><td class=\"mono\">" + one.name()),
            containsString(HARMLESS),
            not(containsString("<script>alert")));
  }

  @Test
  void tellsTheOwnerTheReasonThatLastsLongest() {
    desk.keep(alice, one.name(), "until the talk", Duration.ofHours(3));
    desk.keep(alice, one.name(), "lunch", Duration.ofMinutes(30));
    assertThat(desk.kept(view()).orElseThrow().reason()).isEqualTo("until the talk");
    assertThat(desk.keptLately())
        .extracting(Kept::reason)
        .containsExactly("lunch", "until the talk");
  }

  @Test
  void listsTheNewestOfTheLastMonthByOneStatement() throws Exception {
    Instant now = Instant.now();
    said(now.minus(Duration.ofDays(32)), "too long ago");
    said(now.minus(Duration.ofDays(30)), "a month ago");
    int few = Statements.of(desk::keptLately);
    assertThat(desk.keptLately()).extracting(Kept::reason).containsExactly("a month ago");
    for (int i = 0; i < 40; i++) {
      said(now.minus(Duration.ofHours(40 - i)), "reason " + i);
    }
    assertThat(Statements.of(desk::keptLately)).isEqualTo(few).isPositive();
    List<Kept> lately = desk.keptLately();
    assertThat(lately).hasSize(30);
    assertThat(lately.getFirst().reason()).isEqualTo("reason 39");
    assertThat(lately.getLast().reason()).isEqualTo("reason 10");
  }

  private void said(Instant at, String reason) {
    QuarkusTransaction.requiringNew()
        .run(() -> keeps.add(one.id(), alice.id(), at, Duration.ofHours(1), reason));
  }

  private EnvironmentView view() {
    return book.byId(one.id()).orElseThrow();
  }

  private String use() {
    return "/environments/" + one.name() + "/use";
  }

  private static ValidatableResponse page(String user, String path) {
    return given().header("X-Test-User", user).get(path).then().statusCode(200);
  }
}
