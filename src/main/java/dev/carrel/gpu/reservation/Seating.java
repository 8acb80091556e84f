package dev.carrel.gpu.reservation;

import static java.util.Comparator.comparing;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.plan.Planner;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses the devices of a reservation. */
final class Seating {

  private Seating() {}

  /**
   * The smallest that fit, of these first those that nobody would have to give back; fewer than
   * wanted where there are no more.
   *
   * @param reserved devices that others have in that time, as a whole or in part
   * @param until when the lease of each ends that runs into that time
   */
  static List<Device> choose(
      List<Device> devices, GpuRequest wants, Set<Long> reserved, Map<Long, Instant> until) {
    Set<Long> away = withRivals(devices, reserved);
    Comparator<Device> order =
        comparing((Device device) -> !works(device))
            .thenComparing(device -> until.containsKey(device.id()))
            .thenComparing(Device::weight)
            .thenComparing(Device::memory)
            .thenComparing(device -> until.getOrDefault(device.id(), Instant.MIN))
            .thenComparing(Device::ordinal)
            .thenComparing(Device::id);
    return Planner.serving(devices, wants).stream()
        .filter(device -> !away.contains(device.id()))
        .sorted(order)
        .limit(wants.count())
        .toList();
  }

  /** What is out of service now may be back by then, but others are the surer choice. */
  static boolean works(Device device) {
    return switch (device.availability()) {
      case FREE, LEASED, HELD -> true;
      case LOST, FAULTY, DRAINED, TAKEN, PARTITIONED -> false;
    };
  }

  private static Set<Long> withRivals(List<Device> devices, Set<Long> some) {
    Set<Long> all = new HashSet<>(some);
    for (Device device : devices) {
      device
          .parent()
          .ifPresent(
              parent -> {
                if (some.contains(device.id())) {
                  all.add(parent);
                } else if (some.contains(parent)) {
                  all.add(device.id());
                }
              });
    }
    return all;
  }
}
