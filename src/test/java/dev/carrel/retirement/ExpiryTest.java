package dev.carrel.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.Reason;
import dev.carrel.environment.RunningEnvironment;
import dev.carrel.environment.Status;
import dev.carrel.notice.Notices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExpiryTest {
  private static final Duration NOTICE = Duration.ofMinutes(30);

  @Inject RunningEnvironment running;
  @Inject EnvironmentBook book;
  @Inject EntityManager entities;
  @Inject Notices notices;
  @Inject Signals signals;

  @Test
  void announcesTheEndOnceAndThenStops() {
    EnvironmentView environment = running.forHours(2);
    lookBefore(environment, Duration.ofHours(1));
    assertThat(notices(environment)).isZero();
    lookBefore(environment, Duration.ofMinutes(29));
    lookBefore(environment, Duration.ofMinutes(28));
    assertThat(notices(environment)).isEqualTo(1);
    assertThat(book.byId(environment.id()).orElseThrow().status()).isEqualTo(Status.RUNNING);
    lookBefore(environment, Duration.ZERO);
    EnvironmentView stopped = running.becomes(environment.id(), Status.STOPPED);
    assertThat(stopped.reason().map(Reason::kind)).contains(Reason.Kind.HOURS_OVER);
  }

  private void lookBefore(EnvironmentView environment, Duration before) {
    Clock then = Clock.fixed(environment.expires().orElseThrow().minus(before), ZoneOffset.UTC);
    QuarkusTransaction.requiringNew()
        .run(() -> new ExpiryWatch(book, notices, signals, then, NOTICE).look());
  }

  private long notices(EnvironmentView environment) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Long)
                    entities
                        .createNativeQuery(
                            "select count(*) from notice where key like ?1", Long.class)
                        .setParameter(1, "ending/" + environment.id() + "/%")
                        .getSingleResult());
  }
}
