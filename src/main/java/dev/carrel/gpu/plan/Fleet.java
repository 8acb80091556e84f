package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** The devices that may be given, each with its timeline. */
final class Fleet {
  private static final Comparator<Spot> SMALLEST_FIRST =
      Comparator.comparing((Spot spot) -> spot.device.weight())
          .thenComparing(spot -> spot.device.memory())
          .thenComparing(spot -> spot.device.id());

  private final Map<Long, Spot> spots = new LinkedHashMap<>();
  private final List<Spot> givable;
  private final Map<GpuRequest, Choice> choices = new HashMap<>();

  /**
   * @param devices all, since one that is not to be given may exclude one that is
   * @param which of them may be given
   */
  Fleet(List<Device> devices, LongPredicate which) {
    devices.forEach(device -> spots.put(device.id(), new Spot(device)));
    for (Spot spot : spots.values()) {
      spot.device
          .parent()
          .map(spots::get)
          .ifPresent(
              parent -> {
                parent.rivals.add(spot);
                spot.rivals.add(parent);
              });
    }
    givable =
        spots.values().stream()
            .filter(spot -> Fit.usable(spot.device) && which.test(spot.device.id()))
            .sorted(SMALLEST_FIRST)
            .toList();
  }

  void block(long device, long from, long to) {
    Spot spot = spots.get(device);
    if (spot != null) {
      spot.block(from, to);
    }
  }

  Choice choice(GpuRequest wants) {
    return choices.computeIfAbsent(
        wants,
        any ->
            Choice.of(
                wants, givable.stream().filter(spot -> Fit.serves(spot.device, wants)).toList()));
  }
}
