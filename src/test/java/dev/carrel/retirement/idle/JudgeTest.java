package dev.carrel.retirement.idle;

import static dev.carrel.retirement.idle.Readings.RULE;
import static dev.carrel.retirement.idle.Readings.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HALF = Duration.ofMinutes(30);

  @Test
  void isIdleAfterAnHourBelowTheThreshold() {
    Readings readings = new Readings().at(80, 60).at(4.9, 59);
    assertThat(readings.verdict()).isEqualTo(new Verdict.Resting(minutes(60), HOUR));
    assertThat(readings.at(0, 1).verdict()).isEqualTo(new Verdict.Idle(minutes(60), HOUR, false));
  }

  @Test
  void isBusyAtTheThreshold() {
    assertThat(new Readings().at(0, 200).at(5, 1).verdict())
        .isEqualTo(new Verdict.Busy(Verdict.Why.DEVICE));
  }

  @Test
  void beginsAnewAfterOneBusyMinute() {
    assertThat(new Readings().at(0, 100).at(60, 1).at(0, 59).verdict())
        .isEqualTo(new Verdict.Resting(minutes(101), HOUR));
  }

  @Test
  void waitsHalfAsLongWhileOthersWait() {
    Readings readings = new Readings().at(80, 60).waiting(2).at(0, 29);
    assertThat(readings.verdict()).isEqualTo(new Verdict.Resting(minutes(60), HALF));
    assertThat(readings.at(0, 1).verdict()).isEqualTo(new Verdict.Idle(minutes(60), HALF, true));
    assertThat(readings.waiting(0).at(0, 1).verdict())
        .isEqualTo(new Verdict.Resting(minutes(60), HOUR));
  }

  @Test
  void concludesNothingInTheFirstHalfHour() {
    Readings readings = new Readings().waiting(2).at(0, 29);
    assertThat(readings.verdict()).isEqualTo(new Verdict.Busy(Verdict.Why.GRACE));
    assertThat(readings.at(0, 1).verdict()).isEqualTo(new Verdict.Idle(minutes(0), HALF, true));
  }

  @Test
  void countsFromTheStartWhatWasNeverUsed() {
    assertThat(new Readings().at(0, 59).verdict()).isEqualTo(new Verdict.Resting(START, HOUR));
    assertThat(new Readings().at(0, 60).verdict()).isEqualTo(new Verdict.Idle(START, HOUR, false));
  }

  @Test
  void leavesALongJobAloneWhileItWorksOnProcessorsFirst() {
    assertThat(new Readings().longJob().cpu(3).at(0, 600).verdict())
        .isEqualTo(new Verdict.Busy(Verdict.Why.PREPARING));
  }

  @Test
  void takesALongJobForIdleOnceItHasUsedItsDevice() {
    assertThat(new Readings().longJob().cpu(3).at(0, 100).at(90, 5).at(0, 60).verdict())
        .isInstanceOf(Verdict.Idle.class);
    Trace declared = new Readings().longJob().cpu(3).at(0, 200).trace();
    var used = new Trace(declared.started(), true, true, declared.points());
    assertThat(new Judge(RULE).of(used, minutes(200))).isInstanceOf(Verdict.Idle.class);
  }

  @Test
  void takesALongJobForIdleThatDoesNothingAtAll() {
    assertThat(new Readings().longJob().cpu(0.1).at(0, 200).verdict())
        .isInstanceOf(Verdict.Idle.class);
    assertThat(new Readings().cpu(3).at(0, 200).verdict())
        .as("what nobody declared")
        .isInstanceOf(Verdict.Idle.class);
  }

  @Test
  void saysNothingWithoutFreshReadings() {
    Readings readings = new Readings().at(0, 300);
    assertThat(new Judge(RULE).of(readings.trace(), minutes(302))).isEqualTo(new Verdict.Unknown());
    assertThat(new Judge(RULE).of(new Trace(START, false, false, List.of()), minutes(300)))
        .isEqualTo(new Verdict.Unknown());
    assertThat(new Readings().at(0, 300).unknown(1).verdict()).isEqualTo(new Verdict.Unknown());
  }

  @Test
  void saysNothingOfReadingsFromTheFuture() {
    assertThat(new Judge(RULE).of(new Readings().at(0, 300).trace(), minutes(200)))
        .isEqualTo(new Verdict.Unknown());
  }

  @Test
  void countsOnlyFromTheLastHole() {
    assertThat(new Readings().at(0, 300).nothing(2).at(0, 10).verdict())
        .isEqualTo(new Verdict.Resting(minutes(302), HOUR));
    assertThat(new Readings().at(0, 300).unknown(1).at(0, 10).verdict())
        .isEqualTo(new Verdict.Resting(minutes(301), HOUR));
  }

  @Test
  void refusesARuleThatIsNone() {
    assertThatThrownBy(() -> new IdleRule(0, HOUR, HALF, HALF, HALF, 1))
        .hasMessageContaining("threshold");
    assertThatThrownBy(() -> new IdleRule(5, Duration.ZERO, HALF, HALF, HALF, 1))
        .hasMessageContaining("idle time");
    assertThatThrownBy(() -> new IdleRule(5, HOUR, HALF, HALF.negated(), HALF, 1))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> new IdleRule(5, HOUR, HALF, HALF, HALF, 0))
        .hasMessageContaining("busyCpus");
  }

  private static Instant minutes(int count) {
    return START.plus(Duration.ofMinutes(count));
  }
}
