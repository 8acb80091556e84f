package dev.carrel.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrainTest {
  static final HistoryConfig SHIPPED =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 100, new DurationConverter())
          .withMapping(HistoryConfig.class)
          .build()
          .getConfigMapping(HistoryConfig.class);

  @Test
  void boundsTheRowsOfEachDeviceAndEnvironment() {
    // docs/gpu-use.md states this number, and the size that follows.
    assertThat(Grain.mostRows(SHIPPED)).isEqualTo(7_461);
  }

  @Test
  void beginsWhereTheCoarserOneBegins() {
    Instant time = Instant.parse("2026-11-23T10:37:49Z");
    assertThat(Grain.READING.start(time)).isEqualTo("2026-11-23T10:37:40Z");
    assertThat(Grain.QUARTER.start(time)).isEqualTo("2026-11-23T10:30:00Z");
    assertThat(Grain.DAY.start(time)).isEqualTo("2026-11-23T00:00:00Z");
  }
}
