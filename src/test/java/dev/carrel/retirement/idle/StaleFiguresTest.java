package dev.carrel.retirement.idle;

import static dev.carrel.retirement.idle.Readings.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.gpu.history.EnvironmentPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever the readings are like: nobody is called idle on old, missing or unknown figures. */
class StaleFiguresTest {
  private sealed interface Stretch {
    int minutes();

    record Seen(double gpu, int minutes) implements Stretch {}

    record Unknown(int minutes) implements Stretch {}

    record Nothing(int minutes) implements Stretch {}
  }

  @Property
  void callsNobodyIdleWithoutProof(
      @ForAll("lives") List<Stretch> life, @ForAll @IntRange(min = -600, max = 600) int late) {
    Readings readings = new Readings();
    life.forEach(stretch -> add(readings, stretch));
    Instant now = readings.now().plus(Duration.ofMinutes(late));
    if (new Judge(RULE).of(readings.trace(), now) instanceof Verdict.Idle idle) {
      assertThat(Duration.between(idle.since(), now)).isGreaterThanOrEqualTo(idle.limit());
      List<EnvironmentPoint> proof =
          readings.points().stream().filter(point -> point.end().isAfter(idle.since())).toList();
      assertThat(proof)
          .isNotEmpty()
          .allMatch(EnvironmentPoint::known)
          .allMatch(point -> point.peak().orElse(100.0) < RULE.threshold());
      Instant seenUntil = proof.getFirst().at();
      for (EnvironmentPoint point : proof) {
        assertThat(point.at()).isBeforeOrEqualTo(seenUntil.plus(IdleRule.HOLE));
        seenUntil = point.end();
      }
      assertThat(now).isBeforeOrEqualTo(seenUntil.plus(IdleRule.FRESH));
    }
  }

  private static void add(Readings readings, Stretch stretch) {
    switch (stretch) {
      case Stretch.Seen seen -> readings.at(seen.gpu(), seen.minutes());
      case Stretch.Unknown unknown -> readings.unknown(unknown.minutes());
      case Stretch.Nothing nothing -> readings.nothing(nothing.minutes());
    }
  }

  @Provide
  Arbitrary<List<Stretch>> lives() {
    Arbitrary<Integer> minutes = Arbitraries.integers().between(1, 120);
    Arbitrary<Stretch> seen =
        Arbitraries.frequency(
                Tuple.of(6, 0.0), Tuple.of(2, 4.9), Tuple.of(1, 5.0), Tuple.of(1, 97.0))
            .flatMap(gpu -> minutes.map(m -> new Stretch.Seen(gpu, m)));
    Arbitrary<Integer> few = Arbitraries.integers().between(1, 5);
    return Arbitraries.frequencyOf(
            Tuple.of(5, seen),
            Tuple.of(1, few.map(Stretch.Unknown::new)),
            Tuple.of(1, few.map(Stretch.Nothing::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
