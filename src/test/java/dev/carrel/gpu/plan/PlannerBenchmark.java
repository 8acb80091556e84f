package dev.carrel.gpu.plan;

import static dev.carrel.gpu.plan.FloorFixture.GIGA;
import static dev.carrel.gpu.plan.FloorFixture.NOON;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** One decision over 1,000 waiting and 512 devices, warm: the budget is 50 ms. */
public final class PlannerBenchmark {
  private static final int WARM_UP = 100;
  private static final int MEASURED = 200;

  private PlannerBenchmark() {}

  public static void main(String... arguments) {
    report("512 devices, 1,000 waiting", floor(512, 1000, 1));
    report("4 devices, 1,000 waiting", floor(4, 1000, 2));
  }

  private static void report(String what, Floor floor) {
    long outlooks = 0;
    for (int i = 0; i < WARM_UP; i++) {
      outlooks += Planner.decide(floor, NOON).outlooks().size();
    }
    long[] nanos = new long[MEASURED];
    // On a busy machine the clock tells of the others, too.
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long work = thread.getCurrentThreadCpuTime();
    for (int i = 0; i < MEASURED; i++) {
      long start = System.nanoTime();
      outlooks += Planner.decide(floor, NOON).outlooks().size();
      nanos[i] = System.nanoTime() - start;
    }
    work = thread.getCurrentThreadCpuTime() - work;
    Arrays.sort(nanos);
    System.out.printf(
        "Decision for %s: median %.1f ms, p95 %.1f ms, worst %.1f ms; %.1f ms of a processor (%d outlooks each)%n",
        what,
        nanos[MEASURED / 2] / 1e6,
        nanos[MEASURED * 95 / 100] / 1e6,
        nanos[MEASURED - 1] / 1e6,
        work / 1e6 / MEASURED,
        outlooks / (WARM_UP + MEASURED));
  }

  /** Nearly all in use; a quarter cut into slices; some ask for several or for much memory. */
  static Floor floor(int number, int waiting, long seed) {
    Random random = new Random(seed);
    FloorFixture floor = new FloorFixture();
    while (floor.devices().size() + 8 <= number) {
      if (random.nextInt(20) == 0) {
        floor.cut(7);
      } else {
        floor.whole("NVIDIA A100-SXM4-80GB", random.nextInt(3) == 0 ? 40 : 80);
      }
    }
    while (floor.devices().size() < number) {
      floor.whole("NVIDIA H100 80GB HBM3", 80);
    }
    for (Device device : List.copyOf(floor.devices())) {
      if (!device.partitioned() && random.nextInt(50) != 0) {
        floor.held(device.id(), random.nextInt(400), Duration.ofMinutes(1 + random.nextInt(1440)));
      }
    }
    for (int i = 1; i <= waiting; i++) {
      floor.asks(
          i,
          random.nextInt(500),
          new GpuRequest(
              random.nextInt(10) == 0 ? 1 + random.nextInt(4) : 1,
              random.nextInt(4) == 0 ? Optional.of(40 * GIGA) : Optional.empty(),
              random.nextInt(5) == 0 ? Optional.of("a100") : Optional.empty()),
          1 + random.nextInt(24),
          random.nextInt(3),
          NOON.minus(Duration.ofMinutes(random.nextInt(3000))));
    }
    for (int account = 0; account < 500; account++) {
      floor.used(account, random.nextInt(100));
    }
    Set<Long> some =
        LongStream.rangeClosed(1, Math.min(20, number / 2)).boxed().collect(Collectors.toSet());
    floor.reserved(
        some, Duration.ofHours(5), Duration.ofHours(9), Duration.ofSeconds(20), 1L, 2L, 3L);
    return floor.floor();
  }
}
