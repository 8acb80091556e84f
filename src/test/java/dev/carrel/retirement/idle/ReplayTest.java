package dev.carrel.retirement.idle;

import static dev.carrel.retirement.idle.Readings.RULE;
import static dev.carrel.retirement.idle.Readings.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final Replay replay = new Replay(RULE);

  @Test
  void tellsWhenAndWhatWasWon() {
    Replay.Stopped stopped = replay.of(new Readings().at(80, 60).at(0, 140).trace()).orElseThrow();
    assertThat(stopped.idleSince()).isEqualTo(START.plus(Duration.ofMinutes(60)));
    assertThat(stopped.at()).isEqualTo(START.plus(Duration.ofMinutes(140)));
    assertThat(stopped.won()).isEqualTo(1, within(0.001));
    assertThat(stopped.missed()).isEmpty();
  }

  @Test
  void tellsWhoseDevicesWereUsedAgain() {
    assertThat(
            replay
                .of(new Readings().at(80, 60).at(0, 100).at(70, 30).trace())
                .orElseThrow()
                .missed())
        .contains(Duration.ofMinutes(20));
  }

  @Test
  void leavesAloneWhoWorks() {
    assertThat(replay.of(new Readings().at(80, 600).trace())).isEmpty();
    assertThat(replay.of(new Readings().at(80, 60).at(0, 79).trace())).isEmpty();
    assertThat(replay.of(new Readings().at(80, 60).unknown(400).trace())).isEmpty();
  }

  @Test
  void takesAStopForTheEndOfATrace() {
    List<Trace> traces =
        Replay.traces(new Readings().at(80, 60).nothing(120).at(0, 60).points(), false);
    assertThat(traces).hasSize(2);
    assertThat(traces.getLast().started()).isEqualTo(START.plus(Duration.ofMinutes(180)));
    assertThat(Replay.traces(List.of(), false)).isEmpty();
  }
}
