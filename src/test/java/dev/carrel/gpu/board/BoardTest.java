package dev.carrel.gpu.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.Giving;
import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.Outlook;
import dev.carrel.gpu.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final long ALICE = 1;
  private static final long BOB = 2;
  private static final Eyes ALICES = new Eyes(Optional.of(ALICE), true);
  private static final Eyes DISCREET = new Eyes(Optional.of(ALICE), false);
  private static final Eyes WALL = new Eyes(Optional.empty(), true);

  @Test
  void namesOnesOwnEnvironmentAndOthersAsItIsSet() {
    Scene scene =
        scene(
            List.of(whole(1, Availability.LEASED), whole(2, Availability.LEASED)),
            Map.of(),
            holding(1, ALICE),
            holding(2, BOB));
    assertThat(board(scene, ALICES).tiles())
        .flatExtracting(Tile::parts)
        .extracting(part -> part.who().orElseThrow(), Part::sign, Part::link)
        .containsExactly(
            tuple("env-1", Sign.MINE, Optional.of("/environments/env-1")),
            tuple("Holder 2", Sign.BUSY, Optional.empty()));
    assertThat(board(scene, DISCREET).tiles())
        .flatExtracting(Tile::parts)
        .extracting(part -> part.who().orElseThrow())
        .containsExactly("env-1", "busy");
  }

  @Test
  void showsAWallNothingAsAnybodysOwn() {
    Scene scene = scene(List.of(whole(1, Availability.LEASED)), Map.of(), holding(1, ALICE));
    assertThat(board(scene, WALL).tiles().getFirst().parts())
        .extracting(Part::who, Part::sign, Part::link)
        .containsExactly(tuple(Optional.of("Holder 1"), Sign.BUSY, Optional.empty()));
  }

  @Test
  void drawsSlicesToScaleAndWhatIsNotCut() {
    Scene scene =
        scene(
            List.of(cut(1)),
            Map.of(1L, List.of(slice(11, 1, "0.4286"), slice(12, 1, "0.2857"))),
            holding(11, BOB));
    Tile tile = board(scene, ALICES).tiles().getFirst();
    assertThat(tile.parts()).extracting(Part::share).containsExactly(428, 285, 287);
    assertThat(tile.parts())
        .extracting(Part::sign)
        .containsExactly(Sign.BUSY, Sign.FREE, Sign.UNCUT);
    assertThat(tile.words()).isEqualTo("one of two slices free");
  }

  @Test
  void saysOfWhatSomebodyHoldsThatItIsOutOfService() {
    Scene scene = scene(List.of(whole(1, Availability.DRAINED)), Map.of(), holding(1, BOB));
    Tile tile = board(scene, ALICES).tiles().getFirst();
    assertThat(tile.worded()).isTrue();
    assertThat(tile.words()).isEqualTo("out of service");
    assertThat(tile.told()).isTrue();
  }

  @Test
  void saysWhatAnUncutPartitionNeeds() {
    Tile tile = board(scene(List.of(cut(1)), Map.of()), ALICES).tiles().getFirst();
    assertThat(tile.words()).isEqualTo("no slices");
    assertThat(tile.note().orElseThrow()).contains("no slice is cut");
  }

  @Test
  void sumsUpInWords() {
    Scene full =
        scene(
            List.of(whole(1, Availability.LEASED), whole(2, Availability.LEASED)),
            Map.of(),
            holding(1, ALICE),
            holding(2, BOB));
    assertThat(board(full, ALICES).summary())
        .startsWith("None of two GPUs free · next one due back");
    Scene free = scene(List.of(whole(1, Availability.FREE)), Map.of());
    assertThat(board(free, ALICES).summary()).isEqualTo("One GPU, free");
    assertThat(board(scene(List.of(), Map.of()), ALICES).summary())
        .isEqualTo("None on this machine");
  }

  @Test
  void listsTheQueueInItsOrderAndOnesOwnHoweverFarBack() {
    Scene scene =
        new Scene(
            state(false, Giving.CDI),
            List.of(whole(1, Availability.LEASED)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(wanting(5, BOB), wanting(6, BOB), wanting(7, ALICE)),
            Map.of(7L, outlook(7, 3)),
            List.of(),
            NOW);
    Board board = Board.of(scene, ALICES, 1);
    assertThat(board.waiting())
        .extracting(Waiter::place, Waiter::who, Waiter::own)
        .containsExactly(tuple("first", "Holder 2", false), tuple("third", "env-7", true));
    assertThat(board.hidden()).isEqualTo(1);
    assertThat(board.summary()).contains("three wait");
    assertThat(board.waiting().getLast().outlook().orElseThrow().order()).contains("who used less");
  }

  @Test
  void whoWasNotThereWaitsForNobody() {
    var away =
        new Outlook(6, 2, Optional.empty(), Optional.empty(), "somebody to be there", "", true);
    Scene scene =
        new Scene(
            state(false, Giving.CDI),
            List.of(whole(1, Availability.LEASED)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(wanting(5, BOB), wanting(6, BOB)),
            Map.of(5L, outlook(5, 1), 6L, away),
            List.of(),
            NOW);
    Board board = board(scene, ALICES);
    assertThat(board.waiting()).extracting(Waiter::place).containsExactly("first", "away");
    assertThat(board.summary()).contains("one waits");
    assertThat(GpusJson.of(scene, ALICES).queue())
        .extracting(GpusJson.WaitingJson::away)
        .containsExactly(false, true);
  }

  @Test
  void warnsOfOldReadingsAndOfAnEngineThatGivesNone() {
    assertThat(Caution.of(state(true, Giving.CDI), true)).hasSize(1);
    assertThat(Caution.of(state(false, Giving.NONE), true).getFirst().text())
        .contains("Container Toolkit");
    assertThat(Caution.of(state(true, Giving.NONE), false)).isEmpty();
  }

  @Test
  void leavesToOperatorsWhatNamesPathsOfTheMachine() {
    var hangs =
        new State(
            Optional.of("/opt/nv/nvidia-smi did not end within 20 s."),
            Optional.empty(),
            Optional.of(NOW),
            true,
            Giving.CDI,
            Optional.empty(),
            Optional.empty());
    Caution caution = Caution.of(hangs, true).getFirst();
    assertThat(caution.title()).contains("cannot be read");
    assertThat(caution.text()).contains("last known state").doesNotContain("/opt");
  }

  private static Board board(Scene scene, Eyes eyes) {
    return Board.of(scene, eyes, 30);
  }

  private static Scene scene(
      List<Device> wholes, Map<Long, List<Device>> slices, Holding... holdings) {
    return new Scene(
        state(false, Giving.CDI),
        wholes,
        slices,
        List.of(holdings).stream()
            .collect(java.util.stream.Collectors.toMap(Holding::device, h -> h)),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        NOW);
  }

  private static State state(boolean stale, Giving giving) {
    return new State(
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOW),
        stale,
        giving,
        Optional.empty(),
        Optional.empty());
  }

  private static Device whole(long id, Availability availability) {
    return device(id, Optional.empty(), Optional.empty(), "1", false, availability);
  }

  private static Device cut(long id) {
    return device(id, Optional.empty(), Optional.empty(), "1", true, Availability.PARTITIONED);
  }

  private static Device slice(long id, long parent, String weight) {
    return device(
        id, Optional.of(parent), Optional.of("3g.40gb"), weight, false, Availability.FREE);
  }

  private static Device device(
      long id,
      Optional<Long> parent,
      Optional<String> profile,
      String weight,
      boolean cut,
      Availability availability) {
    return new Device(
        id,
        "GPU-" + id,
        parent,
        (int) id - 1,
        "NVIDIA A100-SXM4-80GB",
        profile,
        80L << 30,
        Optional.of("8.0"),
        new BigDecimal(weight),
        cut,
        availability,
        Optional.empty());
  }

  private static Holding holding(long device, long account) {
    return new Holding(
        device,
        device,
        account,
        "env-" + device,
        "Holder " + account,
        NOW.minus(Duration.ofHours(1)),
        Optional.empty(),
        Optional.of(NOW.plus(Duration.ofHours(2))));
  }

  private static Wanting wanting(long environment, long account) {
    return new Wanting(
        environment,
        environment,
        account,
        "env-" + environment,
        "Holder " + account,
        GpuRequest.of(1),
        NOW,
        BigDecimal.ONE);
  }

  private static Outlook outlook(long environment, int position) {
    return new Outlook(
        environment,
        position,
        Optional.of(NOW),
        Optional.empty(),
        "one A100",
        "Before you: 2 who used less this week.",
        false);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }
}
