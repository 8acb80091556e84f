package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.ContainerState;
import dev.carrel.gpu.Standing;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done next where devices are concerned, over all states that there are. */
class SituationTest {
  private static final ContainerState CREATED = new ContainerState.Created();
  private static final ContainerState RUNNING = new ContainerState.Running(Instant.EPOCH);
  private static final ContainerState PAUSED = new ContainerState.Paused();
  private static final ContainerState EXITED = new ContainerState.Exited(0, false, Instant.EPOCH);
  private static final ContainerState GONE = new ContainerState.Gone();

  @Test
  void nothingThatMayRunGivesItsDevicesBack() {
    everywhere(
        (situation, step) -> {
          if (situation.container() == RUNNING || situation.container() == PAUSED) {
            assertThat(step)
                .as(situation.toString())
                .isNotInstanceOfAny(
                    Step.GiveBack.class,
                    Step.Stopped.class,
                    Step.Ended.class,
                    Step.Lost.class,
                    Step.Retired.class);
          }
        });
  }

  @Test
  void nothingStartsWithoutTheDevicesThatItWants() {
    everywhere(
        (situation, step) -> {
          if (situation.devices().missing()) {
            assertThat(step)
                .as(situation.toString())
                .isNotInstanceOfAny(Step.Start.class, Step.Create.class, Step.Runs.class);
          }
          if (step instanceof Step.Start) {
            assertThat(situation.devices().fitting()).as(situation.toString()).isTrue();
          }
        });
  }

  @Test
  void whatStandsStillKeepsNothing() {
    everywhere(
        (situation, step) -> {
          boolean still =
              situation.status() == Status.STOPPED || situation.status() == Status.FAILED;
          boolean ended = situation.container() == EXITED || situation.container() == CREATED;
          if (situation.intent() == Intent.STOP && still && ended && situation.devices().owing()) {
            assertThat(step).as(situation.toString()).isInstanceOf(Step.GiveBack.class);
          }
        });
  }

  @Test
  void aJobIsNotRunTwice() {
    everywhere(
        (situation, step) -> {
          if (situation.job() && situation.made() && situation.container() != CREATED) {
            assertThat(step)
                .as(situation.toString())
                .isNotInstanceOfAny(Step.Start.class, Step.Create.class);
          }
          if (situation.job() && !situation.made()) {
            assertThat(step).as(situation.toString()).isNotInstanceOf(Step.Start.class);
          }
        });
  }

  private interface Rule {
    void check(Situation situation, Step step);
  }

  private static void everywhere(Rule rule) {
    for (Intent intent : Intent.values()) {
      for (Status status : Status.values()) {
        for (ContainerState container :
            new ContainerState[] {CREATED, RUNNING, PAUSED, EXITED, GONE}) {
          for (int bits = 0; bits < 32; bits++) {
            devices(rule, intent, status, container, bits);
          }
        }
      }
    }
  }

  private static void devices(
      Rule rule, Intent intent, Status status, ContainerState container, int bits) {
    for (int state = -1; state < Standing.State.values().length; state++) {
      var devices =
          new DeviceState(
              (bits & 1) > 0,
              state < 0 ? Optional.empty() : Optional.of(Standing.State.values()[state]),
              (bits & 2) > 0);
      var situation =
          new Situation(
              intent,
              status,
              true,
              (bits & 4) > 0,
              (bits & 8) > 0,
              (bits & 16) > 0,
              devices,
              container);
      rule.check(situation, situation.next());
    }
  }
}
