package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Which devices would serve a request. */
final class Fit {
  /**
   * Devices are sold by powers of 1000 and keep some for themselves: a slice called 3g.40gb has
   * 39.25 GiB, an L4 with 24 GB has 22.5. Who asks for 40g means such a one.
   */
  private static final double AS_SOLD = Math.pow(1000d / 1024d, 3);

  private Fit() {}

  static boolean serves(Device device, GpuRequest wants) {
    return !device.partitioned()
        && wants.memory().map(bytes -> device.memory() >= bytes * AS_SOLD).orElse(true)
        && wants.model().map(name -> contains(device.model(), name)).orElse(true);
  }

  /** It can be given, now or once its holder has gone. */
  static boolean usable(Device device) {
    return switch (device.availability()) {
      case FREE, LEASED, HELD -> !device.partitioned();
      case LOST, FAULTY, DRAINED, TAKEN, PARTITIONED -> false;
    };
  }

  /**
   * Those that are here or may come back. A device that is lost was seen before and may be mended;
   * an instance that is gone although its device is there was cut away.
   */
  static List<Device> lasting(List<Device> devices) {
    Map<Long, Device> byId =
        devices.stream().collect(Collectors.toMap(Device::id, device -> device));
    return devices.stream()
        .filter(device -> !device.partitioned())
        .filter(
            device ->
                !device.instance()
                    || !lost(device)
                    || device.parent().map(byId::get).filter(Fit::lost).isPresent())
        .toList();
  }

  private static boolean lost(Device device) {
    return device.availability() == Availability.LOST;
  }

  private static boolean contains(String model, String part) {
    return model.toLowerCase(Locale.ROOT).contains(part.strip().toLowerCase(Locale.ROOT));
  }
}
