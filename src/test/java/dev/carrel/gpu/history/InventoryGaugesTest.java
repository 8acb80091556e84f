package dev.carrel.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.gpu.Figures;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryGaugesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void takesADeviceAsTheToolTellsIt() {
    Gauge gauge =
        InventoryGauges.gauge(
            new Figures(
                Optional.of(37), Optional.of(5L), Optional.of(240.0), Optional.of(61), 1, NOW));
    assertThat(gauge)
        .isEqualTo(new Gauge(NOW, Optional.of(37.0), 5, Optional.of(240.0), Optional.of(61.0)));
  }

  @Test
  void takesASliceForUnusedOnlyWhileNothingRunsOnIt() {
    assertThat(slice(0).utilisation()).contains(0.0);
    assertThat(slice(1).utilisation()).isEmpty();
  }

  @Test
  void believesAFigureForHalfAMinute() {
    assertThat(slice(0).fresh(NOW.plusSeconds(30))).isTrue();
    assertThat(slice(0).fresh(NOW.plusSeconds(40))).isFalse();
  }

  private static Gauge slice(int processes) {
    return InventoryGauges.gauge(
        new Figures(
            Optional.empty(), Optional.of(5L), Optional.empty(), Optional.of(61), processes, NOW));
  }
}
