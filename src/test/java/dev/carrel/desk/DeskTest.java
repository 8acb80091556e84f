package dev.carrel.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.account.GpuLimits;
import dev.carrel.account.Limits;
import dev.carrel.build.BuildStatus;
import dev.carrel.build.BuildView;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeskTest {
  private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");
  private static final Limits LIMITS =
      new Limits(5, new BigDecimal("8.0"), 16L << 30, BigDecimal.TEN, "", GpuLimits.NONE);

  @Test
  void nothingMadeYetIsAFirstVisit() {
    assertThat(desk(List.of(), List.of()).firstVisit()).isTrue();
    assertThat(
            new Desk(List.of(), List.of(), List.of("jax"), LIMITS, List.of(), List.of())
                .firstVisit())
        .isFalse();
  }

  @Test
  void whatEndsWithinTheHourNeedsItsOwner() {
    Desk desk =
        desk(
            List.of(
                environment(1, Status.RUNNING, NOW.plus(Duration.ofMinutes(50))),
                environment(2, Status.RUNNING, NOW.plus(Duration.ofHours(3)))),
            List.of());
    assertThat(desk.ending(NOW)).extracting(EnvironmentView::id).containsExactly(1L);
  }

  @Test
  void aFailedBuildNeedsItsOwnerUntilTheRecipeIsBuiltAgain() {
    BuildView failed = build(1, "jax", BuildStatus.FAILED, NOW.minusSeconds(60));
    BuildView mended = build(2, "jax", BuildStatus.SUCCEEDED, NOW);
    assertThat(desk(List.of(), List.of(failed)).failedBuilds(NOW)).containsExactly(failed);
    assertThat(desk(List.of(), List.of(mended, failed)).failedBuilds(NOW)).isEmpty();
  }

  @Test
  void anOldFailureIsNoNewsAnyMore() {
    BuildView failed = build(1, "jax", BuildStatus.FAILED, NOW.minus(Duration.ofDays(3)));
    assertThat(desk(List.of(), List.of(failed)).failedBuilds(NOW)).isEmpty();
  }

  @Test
  void aLongListShowsWhatIsInUseAndCountsTheRest() {
    var many = new ArrayList<EnvironmentView>();
    for (int id = 1; id <= 8; id++) {
      many.add(environment(id, Status.STOPPED, NOW));
    }
    many.add(environment(9, Status.RUNNING, NOW.plus(Duration.ofHours(5))));
    Desk desk = desk(many, List.of());
    assertThat(desk.shown()).hasSize(6);
    assertThat(desk.shown().getFirst().id()).isEqualTo(9);
    assertThat(desk.hidden()).isEqualTo(3);
  }

  @Test
  void theSummaryNamesUseAndLimits() {
    Desk desk =
        desk(List.of(environment(1, Status.RUNNING, NOW.plus(Duration.ofHours(3)))), List.of());
    assertThat(Summary.of(desk))
        .isEqualTo("1 of 5 environments; in use 2 of 8 CPUs and 4 GiB of 16 GiB memory.");
  }

  private static Desk desk(List<EnvironmentView> environments, List<BuildView> builds) {
    return new Desk(environments, builds, List.of(), LIMITS, List.of(), List.of());
  }

  private static EnvironmentView environment(long id, Status status, Instant expires) {
    return new EnvironmentView(
        id,
        1,
        "env-" + id,
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.of("carrel-alice/jax:1"),
        Optional.of("jax"),
        Optional.empty(),
        "thesis",
        new BigDecimal("2.0"),
        4L << 30,
        BigDecimal.TEN,
        Optional.empty(),
        NOW.minusSeconds(600),
        Optional.empty(),
        Optional.empty(),
        Optional.of(expires),
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static BuildView build(long id, String recipe, BuildStatus status, Instant finished) {
    return new BuildView(
        id,
        1,
        status,
        recipe,
        1,
        id,
        finished.minusSeconds(30),
        Optional.of(finished.minusSeconds(30)),
        Optional.of(finished),
        Optional.empty(),
        Optional.of("There is no numpy 9.9.9."),
        Optional.empty());
  }
}
