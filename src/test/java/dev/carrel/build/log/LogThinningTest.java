package dev.carrel.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.build.BuildFixture;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogThinningTest {
  @Inject LogStore store;
  @Inject LogWriters writers;
  @Inject LogThinning thinning;
  @Inject BuildFixture fixture;
  @Inject EntityManager entities;

  @Test
  void oldLogsGoAndYoungOnesStay() {
    BuildAttempt old = ended();
    BuildAttempt young = ended();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        "update build set finished = now() - interval '91 days' where id = ?1")
                    .setParameter(1, old.build())
                    .executeUpdate());
    thinning.thin();
    assertThat(store.last(old.build())).isZero();
    assertThat(store.last(young.build())).isEqualTo(1);
  }

  private BuildAttempt ended() {
    BuildAttempt attempt = fixture.running();
    try (LogWriter writer = writers.open(attempt)) {
      writer.line(0, LogSource.CARREL, "said");
    }
    fixture.end(attempt);
    return attempt;
  }
}
