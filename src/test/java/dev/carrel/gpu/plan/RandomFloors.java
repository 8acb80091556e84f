package dev.carrel.gpu.plan;

import static dev.carrel.gpu.plan.FloorFixture.GIGA;
import static dev.carrel.gpu.plan.FloorFixture.NOON;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Floors of all sorts, the same for the same seed. */
final class RandomFloors {
  private static final String[] MODELS = {
    "NVIDIA A100-SXM4-80GB", "NVIDIA H100", "NVIDIA RTX 4090"
  };

  private final Random random;
  private final List<Device> devices = new ArrayList<>();

  private RandomFloors(long seed) {
    random = new Random(seed);
  }

  static Floor of(long seed) {
    return new RandomFloors(seed).floor();
  }

  private Floor floor() {
    int wholes = 1 + random.nextInt(6);
    for (int i = 0; i < wholes; i++) {
      addDevice(i);
    }
    return new Floor(devices, holders(), waiting(), used(), windows(), Rules.SHIPPED);
  }

  private void addDevice(int ordinal) {
    boolean cut = random.nextInt(3) == 0;
    String model = MODELS[random.nextInt(MODELS.length)];
    long parent = devices.size() + 1;
    devices.add(device(Optional.empty(), ordinal, model, 1 + random.nextInt(3), cut));
    for (int i = 0; cut && i < 1 + random.nextInt(4); i++) {
      devices.add(device(Optional.of(parent), i, model, 1, false));
    }
  }

  private Device device(
      Optional<Long> parent, int ordinal, String model, int memory, boolean partitioned) {
    Availability[] all = Availability.values();
    Availability availability =
        partitioned
            ? Availability.PARTITIONED
            : random.nextInt(6) == 0 ? all[random.nextInt(all.length - 2)] : Availability.FREE;
    long id = devices.size() + 1;
    return new Device(
        id,
        (parent.isPresent() ? "MIG-" : "GPU-") + id,
        parent,
        ordinal,
        model,
        parent.map(any -> "1g.10gb"),
        memory * 10 * GIGA,
        Optional.empty(),
        parent.isPresent() ? new BigDecimal("0.25") : BigDecimal.ONE,
        partitioned,
        availability,
        Optional.empty());
  }

  private List<Holder> holders() {
    List<Holder> holders = new ArrayList<>();
    for (Device device : devices) {
      if (!device.partitioned() && random.nextInt(2) == 0) {
        long account = random.nextInt(8);
        var ends = NOON.plus(Duration.ofMinutes(random.nextInt(900) - 60));
        holders.add(
            new Holder(
                device.id(),
                account,
                group(account),
                ends,
                ends.plus(Duration.ofHours(random.nextInt(10)))));
      }
    }
    return holders;
  }

  private List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    int number = random.nextInt(12);
    for (int i = 1; i <= number; i++) {
      long account = random.nextInt(8);
      waiting.add(
          new Waiting(
              i,
              i + 1000L,
              account,
              group(account),
              new GpuRequest(
                  random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1,
                  random.nextInt(3) == 0
                      ? Optional.of(GIGA * 10 * (1 + random.nextInt(3)))
                      : Optional.empty(),
                  random.nextInt(4) == 0 ? Optional.of("a100") : Optional.empty()),
              Duration.ofMinutes(10 + random.nextInt(1400)),
              random.nextInt(3),
              NOON.minus(Duration.ofMinutes(random.nextInt(6000)))));
    }
    return waiting;
  }

  private List<Used> used() {
    List<Used> used = new ArrayList<>();
    for (long account = 0; account < 8; account++) {
      if (random.nextBoolean()) {
        used.add(new Used(account, group(account), random.nextInt(100)));
      }
    }
    return used;
  }

  /** At most one reservation of a device, as the database has it. */
  private List<Window> windows() {
    Set<Long> which = new HashSet<>();
    devices.stream()
        .filter(device -> !device.partitioned() && random.nextInt(4) == 0)
        .forEach(device -> which.add(device.id()));
    if (which.isEmpty()) {
      return List.of();
    }
    var from = NOON.plus(Duration.ofMinutes(random.nextInt(1200) - 300));
    var to = from.plus(Duration.ofMinutes(1 + random.nextInt(600)));
    return to.isBefore(NOON)
        ? List.of()
        : List.of(
            new Window(
                1,
                which,
                from,
                to,
                Set.of(1L, 2L, 3L),
                Duration.ofMinutes(random.nextInt(3)),
                Optional.empty()));
  }

  /** Each account has its own: a group's share depends on how many of it want something. */
  private static String group(long account) {
    return "group-" + account;
  }
}
