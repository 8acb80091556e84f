package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A floor to be filled by hand. Request n is environment n + 1000. */
final class FloorFixture {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final long GIGA = 1L << 30;
  static final long ALICE = 1;
  static final long BOB = 2;
  static final long CAROL = 3;
  static final long DAVE = 4;

  private final List<Device> devices = new ArrayList<>();
  private final List<Holder> holders = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Used> used = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();

  FloorFixture wholes(int number) {
    IntStream.range(0, number).forEach(i -> whole("NVIDIA A100-SXM4-80GB", 80));
    return this;
  }

  long whole(String model, int gigabytes) {
    return device(model, gigabytes, false, Availability.FREE);
  }

  long device(String model, int gigabytes, boolean partitioned, Availability availability) {
    long id = devices.size() + 1;
    devices.add(
        new Device(
            id,
            "GPU-" + id,
            Optional.empty(),
            (int) id,
            model,
            Optional.empty(),
            gigabytes * GIGA,
            Optional.of("8.0"),
            BigDecimal.ONE,
            partitioned,
            partitioned ? Availability.PARTITIONED : availability,
            Optional.empty()));
    return id;
  }

  /** An A100 that is cut into so many slices; the ids of these follow its own. */
  long cut(int slices) {
    long parent = device("NVIDIA A100-SXM4-80GB", 80, true, Availability.FREE);
    for (int i = 0; i < slices; i++) {
      long id = devices.size() + 1;
      devices.add(
          new Device(
              id,
              "MIG-" + id,
              Optional.of(parent),
              i,
              "NVIDIA A100-SXM4-80GB",
              Optional.of("1g.10gb"),
              10 * GIGA,
              Optional.of("8.0"),
              new BigDecimal("0.1429"),
              false,
              Availability.FREE,
              Optional.empty()));
    }
    return parent;
  }

  FloorFixture held(long device, long account, Duration left) {
    holders.add(Holder.until(device, account, "lab", NOON.plus(left)));
    return this;
  }

  FloorFixture holder(Holder holder) {
    holders.add(holder);
    return this;
  }

  FloorFixture asks(long request, long account, int count, int hours) {
    return asks(request, account, GpuRequest.of(count), hours, 0, NOON.minusSeconds(1));
  }

  FloorFixture asks(
      long request, long account, GpuRequest wants, int hours, int priority, Instant queued) {
    waiting.add(
        new Waiting(
            request,
            request + 1000,
            account,
            "lab",
            wants,
            Duration.ofHours(hours),
            priority,
            queued));
    return this;
  }

  FloorFixture used(long account, double hours) {
    used.add(new Used(account, "lab", hours));
    return this;
  }

  FloorFixture reserved(
      Set<Long> which, Duration from, Duration to, Duration stagger, Long... members) {
    windows.add(
        new Window(
            windows.size() + 1,
            which,
            NOON.plus(from),
            NOON.plus(to),
            Set.of(members),
            stagger,
            Optional.empty()));
    return this;
  }

  Floor floor() {
    return new Floor(devices, holders, waiting, used, windows, Rules.SHIPPED);
  }

  Decision decide() {
    return Planner.decide(floor(), NOON);
  }

  List<Device> devices() {
    return devices;
  }

  static GpuRequest memory(int gigabytes) {
    return new GpuRequest(1, Optional.of(gigabytes * GIGA), Optional.empty());
  }

  static GpuRequest model(String name) {
    return new GpuRequest(1, Optional.empty(), Optional.of(name));
  }
}
