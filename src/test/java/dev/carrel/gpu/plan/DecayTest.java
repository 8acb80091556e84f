package dev.carrel.gpu.plan;

import static dev.carrel.gpu.plan.FloorFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecayTest {
  private static final Decay WEEK = new Decay(Duration.ofDays(7));

  @Test
  void countsAnHourOfAHalfLifeAgoHalf() {
    Instant then = NOON.minus(Duration.ofDays(7));

    assertThat(WEEK.hours(1, then.minusSeconds(1800), then.plusSeconds(1800), NOON))
        .isCloseTo(0.5, within(0.001));
  }

  @Test
  void countsWhatJustWasInFull() {
    assertThat(WEEK.hours(1, NOON.minusSeconds(3600), NOON, NOON)).isCloseTo(1, within(0.01));
  }

  @Property(tries = 200)
  void isTheSameInOnePieceOrInTwo(
      @ForAll @IntRange(min = 1, max = 2000) int first,
      @ForAll @IntRange(min = 1, max = 2000) int second,
      @ForAll @IntRange(max = 2000) int since) {
    Instant end = NOON.minus(Duration.ofHours(since));
    Instant middle = end.minus(Duration.ofHours(second));
    Instant start = middle.minus(Duration.ofHours(first));

    assertThat(WEEK.hours(0.5, start, end, NOON))
        .isCloseTo(
            WEEK.hours(0.5, start, middle, NOON) + WEEK.hours(0.5, middle, end, NOON),
            within(1e-6));
  }

  @Property(tries = 100)
  void isTheIntegral(@ForAll @IntRange(min = 1, max = 500) int hours) {
    Instant start = NOON.minus(Duration.ofHours(hours));
    double sum = 0;
    int steps = 2000;
    for (int i = 0; i < steps; i++) {
      double age = hours * (i + 0.5) / steps;
      sum += Math.pow(2, -age / (7 * 24)) * hours / steps;
    }

    assertThat(WEEK.hours(1, start, NOON, NOON)).isCloseTo(sum, within(1e-3));
  }
}
