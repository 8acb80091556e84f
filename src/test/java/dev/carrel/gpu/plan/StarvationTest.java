package dev.carrel.gpu.plan;

import static dev.carrel.gpu.plan.FloorFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Weeks of more wishes than devices, by people who never used anything before. */
class StarvationTest {
  private static final long PATIENT = 1_000_000;

  @Property(tries = 20)
  void servesTheOneWhoUsedMostWithinThePatience(@ForAll long seed) {
    Duration waited = waitOf(GpuRequest.of(1), seed, new FloorFixture().wholes(3).devices());

    assertThat(waited).isLessThan(Rules.SHIPPED.patience().plusHours(12));
  }

  @Property(tries = 20)
  void servesTheOneWhoWantsEverything(@ForAll long seed) {
    Duration waited = waitOf(GpuRequest.of(4), seed, new FloorFixture().wholes(4).devices());

    assertThat(waited).isLessThan(Rules.SHIPPED.patience().plusHours(12));
  }

  @Property(tries = 20)
  void servesTheOneWhoWantsAWholeAmongThoseWhoWantSlices(@ForAll long seed) {
    FloorFixture floor = new FloorFixture().wholes(1);
    floor.cut(3);
    Duration waited =
        waitOf(
            new GpuRequest(1, Optional.of(40 * FloorFixture.GIGA), Optional.empty()),
            seed,
            floor.devices());

    // Slices are enough for all others, so only a holder from before is in the way.
    assertThat(waited).isLessThan(Duration.ofHours(10));
  }

  /** Each hour more is asked for than can be given, for at most eight hours each. */
  private static Duration waitOf(GpuRequest wants, long seed, List<Device> devices) {
    Random random = new Random(seed);
    List<Holder> holders = new ArrayList<>();
    List<Waiting> waiting = new ArrayList<>();
    waiting.add(asking(PATIENT, wants, 4, NOON));
    long next = 1;
    for (int hour = 0; hour < 24 * 14; hour++) {
      Instant now = NOON.plus(Duration.ofHours(hour));
      for (int i = 0; i < devices.size(); i++) {
        waiting.add(asking(next++, GpuRequest.of(1), 1 + random.nextInt(8), now));
      }
      holders.removeIf(holder -> !holder.ends().isAfter(now));
      List<Grant> grants =
          Planner.grants(
              new Floor(
                  devices,
                  holders,
                  waiting,
                  List.of(new Used(PATIENT, "lab", 10_000)),
                  List.of(),
                  Rules.SHIPPED),
              now);
      for (Grant grant : grants) {
        if (grant.request() == PATIENT) {
          return Duration.between(NOON, now);
        }
        Waiting asked =
            waiting.stream().filter(one -> one.request() == grant.request()).findFirst().get();
        waiting.remove(asked);
        grant
            .devices()
            .forEach(
                device ->
                    holders.add(
                        Holder.until(device, asked.account(), "lab", now.plus(asked.lasts()))));
      }
    }
    return Duration.ofDays(14);
  }

  private static Waiting asking(long request, GpuRequest wants, int hours, Instant at) {
    return new Waiting(request, request, request, "lab", wants, Duration.ofHours(hours), 0, at);
  }
}
