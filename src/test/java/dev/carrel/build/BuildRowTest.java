package dev.carrel.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrel.recipe.Revision;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuildRowTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Diagnosis DIAGNOSIS = Diagnosis.of(Diagnosis.Cause.OTHER, "It broke.");

  @Test
  void goesBackToTheQueueAndCountsItsAttempts() {
    BuildRow row = row();
    assertThat(row.start("here", NOW, Duration.ofSeconds(20)).number()).isEqualTo(1);
    row.requeue("The engine went away.", true);
    assertThat(row.start("there", NOW, Duration.ofSeconds(20)).number()).isEqualTo(2);
    row.fail(DIAGNOSIS, NOW);
    assertThat(row.view().error()).contains("It broke.");
    assertThat(row.interruptions).isEqualTo(1);
  }

  @Test
  void whatHasEndedStaysAsItEnded() {
    BuildRow row = row();
    row.cancel(NOW);
    assertThatThrownBy(() -> row.start("here", NOW, Duration.ofSeconds(20)))
        .hasMessage("build 7, which is cancelled, cannot become running");
    assertThatThrownBy(() -> row.fail(DIAGNOSIS, NOW)).hasMessageContaining("cannot become failed");
    assertThatThrownBy(() -> row.cancel(NOW)).hasMessageContaining("cannot be cancelled");
    assertThatThrownBy(() -> row.requeue("again", false))
        .hasMessageContaining("cannot become queued");
  }

  @Test
  void aRunningBuildIsCancelledByItsRunner() {
    BuildRow row = row();
    row.start("here", NOW, Duration.ofSeconds(20));
    assertThat(row.cancel(NOW)).isFalse();
    assertThat(row.status).isEqualTo(BuildStatus.RUNNING);
    row.cancelled(NOW);
    assertThat(row.status).isEqualTo(BuildStatus.CANCELLED);
  }

  private static BuildRow row() {
    var row = new BuildRow(new Revision(1, 2, 3, "jax", 4, "sha256:0", null), NOW);
    row.id = 7L;
    return row;
  }
}
