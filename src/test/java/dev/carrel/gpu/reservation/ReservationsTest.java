package dev.carrel.gpu.reservation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.plan.Window;
import dev.carrel.web.Problem;
import dev.carrel.web.Violation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices of a model of its own, so that nothing else in the database is in the way. */
@QuarkusTest
class ReservationsTest {
  private static final String MODEL = "Seating Test GPU";

  @Inject Reservations reservations;
  @Inject EntityManager entities;
  @Inject AccountBook accounts;
  @Inject Clock clock;

  private Account alice;
  private Account olga;
  private Instant now;

  @BeforeEach
  void twoDevices() {
    alice = signedIn("alice");
    olga = signedIn("olga");
    now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    QuarkusTransaction.requiringNew().run(() -> List.of("a", "b").forEach(this::insertDevice));
  }

  @AfterEach
  void nothingIsLeft() {
    reservations.upcoming().forEach(one -> reservations.cancel(one.id()));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              sql("delete from gpu_reservation_notice");
              sql("delete from gpu_reservation");
              sql("delete from gpu_lease where device_id in (" + OURS + ")");
              sql("delete from gpu_request where name = 'seating-test'");
              sql("delete from gpu_device where model = '" + MODEL + "'");
            });
  }

  private static final String OURS = "select id from gpu_device where model = '" + MODEL + "'";

  @Test
  void takesDevicesAndKeepsThemFromOthers() {
    Preview preview = reservations.preview(draft(1, Duration.ofDays(2)));
    assertThat(preview.devices()).hasSize(1);
    assertThat(preview.clashes()).isEmpty();

    Reservation made = reservations.make(olga, preview.draft(), preview.seen());

    assertThat(made.devices()).hasSize(1);
    assertThat(made.by()).isEqualTo(olga.displayName());
    Window window = windowOf(made);
    assertThat(window.members()).containsExactly(alice.id());
    assertThat(reservations.latestEnd(made.devices(), olga.id())).contains(made.from());
    Preview next = reservations.preview(draft(2, Duration.ofDays(2)));
    assertThat(next.refusal()).isPresent();
    assertThat(next.others()).extracting(Reservation::id).contains(made.id());
    assertThat(reservations.preview(draft(2, Duration.ofDays(9))).refusal()).isEmpty();
  }

  @Test
  void makesOnlyWhatWasSeen() {
    Preview seen = reservations.preview(draft(1, Duration.ofDays(2)));
    reservations.make(olga, seen.draft(), seen.seen());

    assertThatThrownBy(() -> reservations.make(olga, seen.draft(), seen.seen()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
  }

  @Test
  void refusesWhatNoDatabaseKeepsNamingTheField() {
    Draft good = draft(1, Duration.ofDays(2));
    refuses(with(good, "a\0b", good.from(), List.of("alice")), "title");
    refuses(with(good, "turns \u202e round", good.from(), List.of("alice")), "title");
    refuses(with(good, "two\u2028lines", good.from(), List.of("alice")), "title");
    refuses(with(good, "x".repeat(81), good.from(), List.of("alice")), "title");
    refuses(with(good, "x", good.from(), List.of("a\0b")), "roster");
    refuses(with(good, "x", good.from(), List.of("x".repeat(201))), "roster");
    refuses(with(good, "x", good.from(), Arrays.asList((String) null)), "group");
    refuses(with(good, "x", now.plus(Duration.ofDays(10_000)), List.of("alice")), "from");
    refuses(with(good, "x", Instant.MAX.minusSeconds(7200), List.of("alice")), "from");
  }

  private void refuses(Draft draft, String field) {
    assertThatThrownBy(() -> reservations.preview(draft))
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                assertThat(problem.violations()).extracting(Violation::field).contains(field));
  }

  private static Draft with(Draft good, String title, Instant from, List<String> roster) {
    return new Draft(
        title,
        from,
        from.plus(Duration.ofHours(1)),
        good.wants(),
        Optional.empty(),
        roster,
        Optional.empty(),
        Duration.ZERO,
        false);
  }

  @Test
  void letsMembersStayToItsEndOnly() {
    Draft running = draft(1, Duration.ofHours(-1));
    Reservation made = reservations.make(olga, running, reservations.preview(running).seen());

    assertThat(reservations.latestEnd(made.devices(), alice.id())).contains(made.to());
    assertThat(reservations.latestEnd(List.of(-1L), alice.id())).isEmpty();
    reservations.cancel(made.id());
    assertThat(reservations.latestEnd(made.devices(), alice.id())).isEmpty();
    reservations.cancel(made.id());
  }

  @Test
  void showsWhoIsInTheWayAndTellsThemOnce() {
    long lease = leaseUntil(now.plus(Duration.ofDays(3)));
    Draft draft = draft(2, Duration.ofHours(2), "bob");
    Preview preview = reservations.preview(draft);

    assertThat(preview.clashes()).extracting(Clash::lease).containsExactly(lease);
    // The notice of 12 hours is longer than the two until it begins.
    assertThat(preview.clashes().getFirst().cut())
        .isBetween(now.plus(Duration.ofHours(12)), now.plus(Duration.ofHours(13)));
    reservations.make(olga, draft, preview.seen());
    Eviction eviction =
        reservations.evictions().stream()
            .filter(one -> one.clash().lease() == lease)
            .findFirst()
            .orElseThrow();
    assertThat(reservations.tell(eviction)).isTrue();
    assertThat(reservations.tell(eviction)).isFalse();
  }

  @Test
  void leavesMembersOnTheirDevices() {
    long lease = leaseUntil(now.plus(Duration.ofDays(3)));
    Draft draft = draft(2, Duration.ofHours(2), "alice");
    Preview preview = reservations.preview(draft);
    assertThat(preview.clashes()).isEmpty();
    reservations.make(olga, draft, preview.seen());

    assertThat(reservations.evictions())
        .extracting(one -> one.clash().lease())
        .doesNotContain(lease);
  }

  @Test
  void isMadeByTheApiAndCancelled() {
    Map<String, Object> body =
        Map.of(
            "title",
            "Exercise",
            "from",
            now.plus(Duration.ofDays(5)).toString(),
            "to",
            now.plus(Duration.ofDays(6)).toString(),
            "gpus",
            2,
            "model",
            MODEL,
            "roster",
            List.of("alice", "nobody-yet"));
    given()
        .header("X-Test-User", "olga")
        .contentType("application/json")
        .body(body)
        .post("/api/v1/reservations/check")
        .then()
        .statusCode(200)
        .body("devices", hasSize(2))
        .body("strangers", equalTo(List.of("nobody-yet")))
        .body("seen", notNullValue());
    int id =
        given()
            .header("X-Test-User", "olga")
            .contentType("application/json")
            .body(body)
            .post("/api/v1/reservations")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    given()
        .header("X-Test-User", "olga")
        .delete("/api/v1/reservations/" + id)
        .then()
        .statusCode(204);
    assertThat(reservations.upcoming()).extracting(Reservation::id).doesNotContain((long) id);
  }

  @Test
  void pageShowsWhatItMeansBeforeItIsMade() {
    leaseUntil(now.plus(Duration.ofDays(9)));
    String page =
        form("")
            .post("/admin/reservations/new")
            .then()
            .statusCode(200)
            .body(containsString("would run into it"), containsString("seating-test"))
            .extract()
            .asString();
    assertThat(reservations.upcoming()).extracting(Reservation::title).doesNotContain("By page");
    String seen = page.replaceAll("(?s).*name=\"seen\" value=\"([^\"]+)\".*", "$1");
    form(seen).redirects().follow(false).post("/admin/reservations/new").then().statusCode(303);
    given()
        .header("X-Test-User", "olga")
        .get("/admin/reservations")
        .then()
        .statusCode(200)
        .body(containsString("By page"));
    form("old").post("/admin/reservations/new").then().statusCode(409);
  }

  @Test
  void pageSaysWhatIsOutOfServiceNow() {
    form("").post("/admin/reservations/new").then().body(not(containsString("out of service")));
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                sql(
                    "update gpu_device set drained_at = now(), drain_note = 'fan' where model = '"
                        + MODEL
                        + "'"));
    form("")
        .post("/admin/reservations/new")
        .then()
        .statusCode(200)
        .body(containsString("out of service now"), containsString("the class has fewer"));
  }

  @Test
  void pageSaysWhichFieldIsWrong() {
    given()
        .header("X-Test-User", "olga")
        .formParam("title", "")
        .formParam("from", "2026-11-24T10:00")
        .formParam("to", "soon")
        .formParam("count", "1")
        .post("/admin/reservations/new")
        .then()
        .statusCode(422)
        .body(containsString("A day and a time"));
  }

  private RequestSpecification form(String seen) {
    return given()
        .header("X-Test-User", "olga")
        .formParam("title", "By page")
        .formParam("from", local(Duration.ofDays(8)))
        .formParam("to", local(Duration.ofDays(8).plusHours(2)))
        .formParam("count", "2")
        .formParam("model", MODEL)
        .formParam("group", "staff")
        .formParam("stagger", "10")
        .formParam("seen", seen);
  }

  private String local(Duration in) {
    return LocalDateTime.ofInstant(now.plus(in), ZoneId.systemDefault())
        .truncatedTo(ChronoUnit.MINUTES)
        .toString();
  }

  private Draft draft(int count, Duration in, String... roster) {
    return new Draft(
        "Deep learning, exercise 4",
        now.plus(in),
        now.plus(in).plus(Duration.ofHours(2)),
        new GpuRequest(count, Optional.empty(), Optional.of(MODEL)),
        Optional.empty(),
        roster.length == 0 ? List.of("alice") : List.of(roster),
        Optional.empty(),
        Duration.ofSeconds(10),
        true);
  }

  private Window windowOf(Reservation made) {
    return reservations.windows().stream()
        .filter(window -> window.id() == made.id())
        .findFirst()
        .orElseThrow();
  }

  private void insertDevice(String name) {
    entities
        .createNativeQuery(
            """
            insert into gpu_device (uuid, ordinal, model, memory, first_seen_at, seen_at)
            values ('GPU-seating-' || ?1, 90, ?2, 80000000000, ?3, ?3)""")
        .setParameter(1, name)
        .setParameter(2, MODEL)
        .setParameter(3, now)
        .executeUpdate();
  }

  /** Alice's, on the first device of ours. */
  private long leaseUntil(Instant ends) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Long)
                    entities
                        .createNativeQuery(
                            """
                            with request as (
                              insert into gpu_request (environment_id, account_id, name, share_group, count, hours,
                                status, asked_at, queued_at)
                              values (-77, ?1, 'seating-test', 'students', 1, 72, 'LEASED', ?2, ?2) returning id)
                            insert into gpu_lease (device_id, request_id, environment_id, account_id, share_group,
                              weight, slots, granted_at, started_at, ends_at)
                            select d.id, request.id, -77, ?1, 'students', 1, int8range(d.id << 32, (d.id + 1) << 32),
                              ?2, ?2, ?3
                            from request, gpu_device d where d.uuid = 'GPU-seating-a' returning id""",
                            Long.class)
                        .setParameter(1, alice.id())
                        .setParameter(2, now)
                        .setParameter(3, ends)
                        .getSingleResult());
  }

  private Account signedIn(String name) {
    given().header("X-Test-User", name).get("/api/v1/me").then().statusCode(200);
    long id =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    (Long)
                        entities
                            .createNativeQuery(
                                "select id from account where username = ?1", Long.class)
                            .setParameter(1, name)
                            .getSingleResult());
    return accounts.byId(id).orElseThrow();
  }

  private void sql(String statement) {
    entities.createNativeQuery(statement).executeUpdate();
  }
}
