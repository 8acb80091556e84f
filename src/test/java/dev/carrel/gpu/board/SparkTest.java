package dev.carrel.gpu.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void drawsTheLastHourFromLeftToRight() {
    Spark spark = Spark.of(List.of(point(60, 0), point(58, 50), point(56, 100)), NOW);
    assertThat(spark.busy()).isEqualTo("M0.0 33.0L4.0 17.0L8.0 1.0");
    assertThat(spark.area()).isEqualTo("M0.0 34.0L0.0 33.0L4.0 17.0L8.0 1.0L8.0 34.0Z");
    assertThat(spark.words()).isEqualTo("busy in the last hour: 50 % on average, 100 % at the end");
  }

  @Test
  void drawsNoLineOverATimeOfWhichNothingIsKnown() {
    Spark spark = Spark.of(List.of(point(60, 0), point(30, 50)), NOW);
    assertThat(spark.busy()).isEqualTo("M0.0 33.0M60.0 17.0");
  }

  @Test
  void leavesOutWhatIsOlderAndWhatIsNotTold() {
    Spark spark = Spark.of(List.of(point(90, 70), point(30, -1), point(29, -1)), NOW);
    assertThat(spark.busy()).isEmpty();
    assertThat(spark.memory()).startsWith("M60.0 ");
    assertThat(spark.words()).isEqualTo("no reading of the last hour");
  }

  @Test
  void keepsRubbishInsideThePicture() {
    assertThat(Spark.of(List.of(point(60, 300)), NOW).busy()).isEqualTo("M0.0 1.0");
  }

  private static Spark.Point point(int minutesAgo, int busy) {
    return new Spark.Point(NOW.minus(Duration.ofMinutes(minutesAgo)), busy, 20);
  }
}
