package dev.carrel.notice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.carrel.account.Account;
import dev.carrel.environment.LaunchFixture;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticesTest {
  @Inject Notices notices;
  @Inject NoticeFixture fixture;
  @Inject LaunchFixture people;
  @Inject NoticeConfig config;
  @Inject EntityManager entities;
  @Inject MockMailbox mailbox;

  @Test
  void tellsEachThingOnce() {
    Account account = people.account();
    assertThat(fixture.tell(NoticeFixture.about(account.id(), "idle/1"))).isTrue();
    assertThat(fixture.tell(NoticeFixture.about(account.id(), "idle/1"))).isFalse();
    assertThat(fixture.tell(NoticeFixture.about(account.id(), "idle/2"))).isTrue();
    assertThat(fixture.tell(NoticeFixture.about(people.account().id(), "idle/1"))).isTrue();
    assertThat(notices.unread(account.id())).isEqualTo(2);
  }

  @Test
  void tellsNothingOfWhatWasTakenBack() {
    Account account = people.account();
    var transaction = QuarkusTransaction.requiringNew();
    try {
      transaction.run(
          () -> {
            notices.tell(NoticeFixture.about(account.id(), "idle/1"));
            throw new IllegalStateException("taken back");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("taken back");
    }
    assertThat(notices.unread(account.id())).isZero();
  }

  @Test
  void countsInTheBellUntilRead() {
    given().header("X-Test-User", "carol").post("/notices/read");
    given()
        .header("X-Test-User", "carol")
        .get("/account")
        .then()
        .body(not(containsString(" unread")));
    Account carol = people.demo("carol");
    Notice notice = NoticeFixture.about(carol.id(), UUID.randomUUID().toString());
    fixture.tell(notice);
    await()
        .untilAsserted(
            () ->
                given()
                    .header("X-Test-User", "carol")
                    .get("/notices/bell")
                    .then()
                    .body(containsString("1 unread")));
    given()
        .header("X-Test-User", "carol")
        .get("/notices")
        .then()
        .body(containsString("sweep stands idle"), containsString("carol@example.org"));
    given()
        .header("X-Test-User", "carol")
        .redirects()
        .follow(false)
        .post("/notices/" + fixture.id(notice) + "/open")
        .then()
        .statusCode(303)
        .header("Location", containsString("/account"));
    assertThat(notices.unread(carol.id())).isZero();
  }

  @Test
  void mailsItOnceAfterTheCommit() {
    Account carol = people.demo("carol");
    String path = "/account?" + UUID.randomUUID();
    Notice notice =
        new Notice(carol.id(), "gpu-idle", "sweep\nstands idle", "It does nothing.", path, path);
    fixture.tell(notice);
    fixture.tell(notice);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(mails(path)).hasSize(1));
    assertThat(mails(path).getFirst().getSubject()).isEqualTo("sweep stands idle");
    assertThat(mails(path).getFirst().getText())
        .contains("It does nothing.")
        .contains("https://carrel.example.org" + path);
  }

  private List<Mail> mails(String path) {
    return mailbox.getMailsSentTo("carol@example.org").stream()
        .filter(mail -> mail.getText().contains(path))
        .toList();
  }

  @Test
  void triesAgainLaterAndLaterAndThenGivesUp() {
    Account account = people.account();
    Notice notice = NoticeFixture.about(account.id(), "idle/1");
    fixture.tell(notice);
    long id = fixture.id(notice);
    // Far from now, so that the portal's own postman does not take it.
    Instant start = Instant.parse("2090-01-01T00:00:00Z");
    deliverBy(id, start);
    Instant now = start;
    Duration waited = Duration.ZERO;
    for (int attempt = 1; attempt <= config.attempts(); attempt++) {
      Outbox outbox = at(now);
      Delivery taken = ours(id, outbox).getFirst();
      assertThat(taken.attempt()).isEqualTo(attempt);
      assertThat(ours(id, at(now.plusSeconds(1)))).as("taken by nobody else meanwhile").isEmpty();
      boolean last = attempt == config.attempts();
      assertThat(
              QuarkusTransaction.requiringNew().call(() -> outbox.failed(taken, "the line is cut")))
          .isEqualTo(last);
      Duration wait = Duration.ofSeconds(Math.min(3600, (long) (30 * Math.pow(3, attempt - 1))));
      assertThat(wait).isGreaterThanOrEqualTo(waited);
      waited = wait;
      now = now.plus(wait);
    }
    assertThat(ours(id, at(now.plus(Duration.ofDays(1))))).isEmpty();
  }

  private List<Delivery> ours(long notice, Outbox outbox) {
    return QuarkusTransaction.requiringNew().call(outbox::take).stream()
        .filter(delivery -> delivery.notice() == notice)
        .toList();
  }

  private Outbox at(Instant now) {
    return new Outbox(entities, config, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void deliverBy(long notice, Instant due) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        "insert into notice_delivery (notice_id, way, due_at) values (?1, 'WEBHOOK', ?2)")
                    .setParameter(1, notice)
                    .setParameter(2, due)
                    .executeUpdate());
  }
}
