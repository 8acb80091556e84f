package dev.carrel.gpu.plan;

import static dev.carrel.gpu.plan.FloorFixture.ALICE;
import static dev.carrel.gpu.plan.FloorFixture.BOB;
import static dev.carrel.gpu.plan.FloorFixture.CAROL;
import static dev.carrel.gpu.plan.FloorFixture.DAVE;
import static dev.carrel.gpu.plan.FloorFixture.NOON;
import static dev.carrel.gpu.plan.FloorFixture.memory;
import static dev.carrel.gpu.plan.FloorFixture.model;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.Outlook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private final FloorFixture floor = new FloorFixture();

  @Test
  void grantsWhatIsFree() {
    Decision decision = floor.wholes(2).asks(1, ALICE, 2, 4).decide();

    assertThat(decision.grants())
        .singleElement()
        .satisfies(grant -> assertThat(grant.devices()).containsExactly(1L, 2L));
    assertThat(decision.outlooks()).isEmpty();
  }

  @Test
  void decidesNothingOnAnEmptyFloor() {
    assertThat(floor.decide()).isEqualTo(new Decision(List.of(), List.of()));
    assertThat(floor.asks(1, ALICE, 1, 4).decide().outlooks())
        .singleElement()
        .satisfies(outlook -> assertThat(outlook.earliest()).isEmpty());
  }

  @Test
  void putsThoseFirstWhoUsedLess() {
    Decision decision =
        floor
            .wholes(1)
            .used(ALICE, 30)
            .used(BOB, 3)
            .asks(1, ALICE, 1, 4)
            .asks(2, BOB, 1, 4)
            .decide();

    assertThat(decision.grants()).extracting(Grant::request).containsExactly(2L);
    assertThat(decision.outlooks())
        .singleElement()
        .satisfies(outlook -> assertThat(outlook.order()).isEqualTo("You are next."));
  }

  @Test
  void putsPriorityFirstAmongEqualSharesThenTime() {
    Decision decision =
        floor
            .wholes(1)
            .asks(1, ALICE, GpuRequest.of(1), 4, 0, NOON.minus(ofHours(3)))
            .asks(2, BOB, GpuRequest.of(1), 4, 5, NOON.minus(ofHours(1)))
            .asks(3, CAROL, GpuRequest.of(1), 4, 0, NOON.minus(ofHours(4)))
            .decide();

    assertThat(decision.grants()).extracting(Grant::request).containsExactly(2L);
    assertThat(decision.outlooks())
        .extracting(Outlook::environment, Outlook::order)
        .containsExactly(
            tuple(1003L, "You are next."), tuple(1001L, "Before you: 1 who asked earlier."));
  }

  @Test
  void doesNotLetPriorityBeatAShare() {
    Decision decision =
        floor
            .wholes(1)
            .used(ALICE, 20)
            .asks(1, ALICE, GpuRequest.of(1), 4, 9, NOON.minus(ofHours(3)))
            .asks(2, BOB, GpuRequest.of(1), 4, 0, NOON.minus(ofHours(1)))
            .decide();

    assertThat(decision.grants()).extracting(Grant::request).containsExactly(2L);
  }

  @Test
  void countsWhatTheGroupUsed() {
    Floor bare = floor.wholes(1).floor();
    Waiting inBusyGroup =
        new Waiting(1, 1, ALICE, "vision", GpuRequest.of(1), ofHours(1), 0, NOON.minusSeconds(9));
    Waiting inQuietGroup =
        new Waiting(2, 2, BOB, "speech", GpuRequest.of(1), ofHours(1), 0, NOON.minusSeconds(1));
    Floor full =
        new Floor(
            bare.devices(),
            List.of(),
            List.of(inBusyGroup, inQuietGroup),
            List.of(new Used(CAROL, "vision", 80)),
            List.of(),
            Rules.SHIPPED);

    assertThat(Planner.decide(full, NOON).grants()).extracting(Grant::request).containsExactly(2L);
  }

  @Test
  void takesTurnsAmongThoseWithSeveralRequests() {
    Decision decision =
        floor
            .wholes(1)
            .held(1, DAVE, ofHours(1))
            .asks(1, ALICE, GpuRequest.of(1), 4, 0, NOON.minus(ofHours(5)))
            .asks(2, ALICE, GpuRequest.of(1), 4, 0, NOON.minus(ofHours(4)))
            .asks(3, BOB, GpuRequest.of(1), 4, 0, NOON.minus(ofHours(1)))
            .decide();

    assertThat(decision.outlooks())
        .extracting(Outlook::environment, Outlook::position, Outlook::order)
        .containsExactly(
            tuple(1001L, 1, "You are next."),
            tuple(1003L, 2, "Before you: 1 who asked earlier."),
            tuple(1002L, 3, "Before you: 1 who used less this week, 1 of your own."));
  }

  @Test
  void letsNobodyWaitBeyondPatience() {
    Decision decision =
        floor
            .wholes(1)
            .used(ALICE, 500)
            .asks(1, ALICE, GpuRequest.of(1), 4, 0, NOON.minus(Duration.ofDays(4)))
            .asks(2, BOB, GpuRequest.of(1), 4, 5, NOON.minus(ofHours(1)))
            .decide();

    assertThat(decision.grants()).extracting(Grant::request).containsExactly(1L);
  }

  @Test
  void letsASmallRequestGoAheadWhereItDelaysNobody() {
    floor.wholes(2).held(1, DAVE, ofHours(5)).asks(1, ALICE, 2, 4);

    assertThat(
            new FloorFixture()
                .wholes(2)
                .held(1, DAVE, ofHours(5))
                .asks(1, ALICE, 2, 4)
                .asks(2, BOB, 1, 5)
                .decide()
                .grants())
        .extracting(Grant::request)
        .containsExactly(2L);
    Decision tooLong = floor.asks(2, BOB, 1, 6).decide();
    assertThat(tooLong.grants()).isEmpty();
    assertThat(tooLong.outlooks())
        .extracting(Outlook::earliest)
        .containsExactly(Optional.of(NOON.plus(ofHours(5))), Optional.of(NOON.plus(ofHours(9))));
  }

  @Test
  void givesTheSmallestThatServes() {
    floor.whole("NVIDIA H100 80GB", 80);
    floor.cut(2);
    floor.whole("NVIDIA RTX 4090", 24);
    floor
        .asks(1, ALICE, GpuRequest.of(1), 1, 0, NOON.minusSeconds(4))
        .asks(2, BOB, memory(20), 1, 0, NOON.minusSeconds(3))
        .asks(3, CAROL, model("h100"), 1, 0, NOON.minusSeconds(2));

    assertThat(floor.decide().grants())
        .extracting(Grant::request, Grant::devices)
        .containsExactly(tuple(1L, List.of(3L)), tuple(2L, List.of(5L)), tuple(3L, List.of(1L)));
  }

  @Test
  void fillsOneCutDeviceBeforeTheNext() {
    floor.cut(2);
    floor.cut(2);
    floor.held(5, DAVE, ofHours(3)).asks(1, ALICE, 1, 1);

    assertThat(floor.decide().grants().getFirst().devices()).containsExactly(6L);
  }

  @Test
  void keepsWholeDevicesFromSlicesWhileSomebodyNeedsOne() {
    floor.cut(1);
    floor.wholes(2);
    floor.held(2, DAVE, ofHours(2)).held(3, DAVE, ofHours(2));

    FloorFixture alone = floor.asks(1, ALICE, GpuRequest.of(1), 1, 0, NOON.minusSeconds(9));
    assertThat(alone.decide().grants()).extracting(Grant::devices).containsExactly(List.of(4L));
    Decision contended = alone.asks(2, BOB, 2, 9).decide();
    assertThat(contended.grants()).isEmpty();
    assertThat(contended.outlooks().getLast().earliest()).contains(NOON.plus(ofHours(2)));
  }

  @Test
  void givesSeveralOfOneKind() {
    floor.whole("NVIDIA RTX 4090", 24);
    floor.wholes(2);

    assertThat(floor.asks(1, ALICE, 2, 1).decide().grants().getFirst().devices())
        .containsExactly(2L, 3L);
  }

  @Test
  void givesNothingThatIsOutOfServiceAndSaysSo() {
    floor.device("NVIDIA A100", 80, false, Availability.DRAINED);
    floor.device("NVIDIA A100", 80, false, Availability.TAKEN);

    assertThat(floor.asks(1, ALICE, 1, 1).decide().outlooks())
        .singleElement()
        .satisfies(
            outlook -> {
              assertThat(outlook.earliest()).isEmpty();
              assertThat(outlook.latest()).isEmpty();
              assertThat(outlook.waitsFor())
                  .isEqualTo(
                      "one GPU; none is in service now, one is kept out of service by an operator,"
                          + " one is used by somebody outside Carrel");
            });
  }

  @Test
  void saysWhenTheFirstIsDue() {
    floor.wholes(2).held(1, BOB, ofMinutes(250)).held(2, BOB, ofHours(30));

    assertThat(
            floor
                .asks(1, ALICE, model("a100"), 2, 0, NOON)
                .decide()
                .outlooks()
                .getFirst()
                .waitsFor())
        .startsWith("one A100; both that fit are in use, the first until ");
  }

  @Test
  void writesAModelAsItsMakerDoes() {
    floor.whole("NVIDIA RTX 6000 Ada Generation", 48);
    floor.held(1, BOB, ofMinutes(250));

    assertThat(
            floor
                .asks(1, ALICE, model("rtx 6000 ada"), 2, 0, NOON)
                .decide()
                .outlooks()
                .getFirst()
                .waitsFor())
        .startsWith("one RTX 6000 Ada; the only one that fits is in use until ");
  }

  @Test
  void givesARangeWhereHoldersMayStay() {
    floor
        .wholes(1)
        .holder(new Holder(1, BOB, "lab", NOON.plus(ofHours(2)), NOON.plus(ofHours(20))))
        .asks(1, ALICE, 1, 1);

    assertThat(floor.decide().outlooks())
        .extracting(Outlook::earliest, Outlook::latest)
        .containsExactly(
            tuple(Optional.of(NOON.plus(ofHours(2))), Optional.of(NOON.plus(ofHours(20)))));
  }

  @Test
  void waitsForAHolderWhoOverstays() {
    Decision decision = floor.wholes(1).held(1, BOB, ofHours(-3)).asks(1, ALICE, 1, 1).decide();

    assertThat(decision.grants()).isEmpty();
    assertThat(decision.outlooks().getFirst().earliest()).contains(NOON.plus(ofMinutes(5)));
  }

  @Test
  void keepsReservedDevicesForTheirClass() {
    floor
        .wholes(1)
        .reserved(Set.of(1L), ofHours(2), ofHours(4), ZERO, CAROL)
        .asks(1, ALICE, 1, 3)
        .asks(2, BOB, 1, 2)
        .asks(3, CAROL, 1, 8);
    Decision decision = floor.decide();

    assertThat(decision.grants()).extracting(Grant::request).containsExactly(2L);
    assertThat(decision.outlooks())
        .extracting(Outlook::environment, Outlook::earliest)
        .containsExactly(
            tuple(1001L, Optional.of(NOON.plus(ofHours(4)))),
            tuple(1003L, Optional.of(NOON.plus(ofHours(2)))));
  }

  @Test
  void endsAClassWithItsReservation() {
    floor.wholes(1).reserved(Set.of(1L), ofHours(-1), ofHours(4), ZERO, CAROL).asks(3, CAROL, 1, 8);

    assertThat(floor.decide().grants())
        .containsExactly(new Grant(3, List.of(1L), Optional.of(NOON.plus(ofHours(4)))));
  }

  @Test
  void tellsWhoseTheDevicesAreHoweverShortlyTheyAreWanted() {
    floor.wholes(1).reserved(Set.of(1L), ofHours(-1), ofHours(4), ZERO, CAROL).asks(3, CAROL, 1, 1);

    assertThat(floor.decide().grants())
        .extracting(Grant::until)
        .containsExactly(Optional.of(NOON.plus(ofHours(4))));
  }

  @Test
  void startsAClassOneAfterTheOther() {
    floor
        .wholes(2)
        .reserved(Set.of(1L, 2L), ofHours(-1), ofHours(4), ofMinutes(2), CAROL, DAVE)
        .asks(3, CAROL, 1, 2)
        .asks(4, DAVE, 1, 2);
    Decision decision = floor.decide();

    assertThat(decision.grants()).extracting(Grant::request).containsExactly(3L);
    assertThat(decision.outlooks().getFirst().earliest()).contains(NOON.plus(ofMinutes(2)));
  }

  @Test
  void excludesADeviceAndItsSlicesFromOneAnother() {
    floor.cut(2);
    floor.held(1, DAVE, ofHours(2)).asks(1, ALICE, 1, 1);

    assertThat(floor.decide().grants()).isEmpty();
  }

  @Test
  void tellsAtOnceWhatCanNeverBe() {
    floor.wholes(2);
    floor.device("NVIDIA H100 80GB HBM3", 80, false, Availability.DRAINED);

    assertThat(Planner.never(floor.devices(), GpuRequest.of(3))).isEmpty();
    assertThat(Planner.never(floor.devices(), GpuRequest.of(4)))
        .contains("You ask for four GPUs, but only 3 of the GPUs here fit.");
    assertThat(Planner.never(floor.devices(), memory(96)))
        .contains("No GPU here has 96 GB of memory; the largest has 80 GB.");
    assertThat(Planner.never(floor.devices(), model("B200")))
        .contains(
            "No GPU here is called \"B200\". There are: NVIDIA A100-SXM4-80GB, NVIDIA H100 80GB HBM3.");
    assertThat(Planner.never(List.of(), GpuRequest.of(1))).contains("There are no GPUs here.");
  }
}
