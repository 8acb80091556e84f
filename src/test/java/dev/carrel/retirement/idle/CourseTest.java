package dev.carrel.retirement.idle;

import static dev.carrel.retirement.idle.Readings.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.retirement.idle.Course.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Duration BETWEEN = Duration.ofMinutes(10);
  private static final Verdict.Idle IDLE = new Verdict.Idle(START, Duration.ofHours(1), false);
  private static final Taken NOTICE = new Taken(Step.NOTICE, after(60));
  private static final Taken SECOND = new Taken(Step.SECOND_NOTICE, after(70));

  @Test
  void goesFromNoticeToNoticeToRelease() {
    assertThat(due(60)).contains(Step.NOTICE);
    assertThat(due(69, NOTICE)).isEmpty();
    assertThat(due(70, NOTICE)).contains(Step.SECOND_NOTICE);
    assertThat(due(79, NOTICE, SECOND)).isEmpty();
    assertThat(due(80, NOTICE, SECOND)).contains(Step.RELEASE);
    assertThat(due(900, NOTICE, SECOND, new Taken(Step.RELEASE, after(80)))).isEmpty();
  }

  @Test
  void neverLeavesOutANotice() {
    assertThat(due(6000)).contains(Step.NOTICE);
    assertThat(due(6000, NOTICE)).contains(Step.SECOND_NOTICE);
  }

  @Test
  void forgetsTheStepsOfAnEarlierIdleTime() {
    var later = new Verdict.Idle(after(100), Duration.ofHours(1), false);
    assertThat(
            new Course(List.of(NOTICE, SECOND), Optional.empty()).due(later, BETWEEN, after(160)))
        .contains(Step.NOTICE);
  }

  @Test
  void leavesAloneWhatIsKeptAndThenBeginsAnew() {
    var kept = new Course(List.of(NOTICE, SECOND), Optional.of(after(300)));
    assertThat(kept.due(IDLE, BETWEEN, after(80))).isEmpty();
    assertThat(kept.due(IDLE, BETWEEN, after(299))).isEmpty();
    assertThat(kept.due(IDLE, BETWEEN, after(300))).contains(Step.NOTICE);
  }

  @Test
  void goesTwiceAsFastWhileOthersWait() {
    var hour = Duration.ofHours(1);
    var half = Duration.ofMinutes(30);
    var rule = new IdleRule(5, hour, half, half, BETWEEN, 1);
    assertThat(rule.between(false)).isEqualTo(BETWEEN);
    assertThat(rule.between(true)).isEqualTo(Duration.ofMinutes(5));
    assertThat(new IdleRule(5, half, hour, half, BETWEEN, 1).between(true)).isEqualTo(BETWEEN);
  }

  private static Optional<Step> due(int minutes, Taken... taken) {
    return new Course(List.of(taken), Optional.empty()).due(IDLE, BETWEEN, after(minutes));
  }

  private static Instant after(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }
}
