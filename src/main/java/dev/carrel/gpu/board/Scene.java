package dev.carrel.gpu.board;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Outlook;
import dev.carrel.gpu.State;
import dev.carrel.gpu.reservation.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about the GPUs as it was read at one moment, before it is shown to anybody.
 *
 * @param wholes devices that are no slices, by their ordinal
 * @param slices by the device they are cut from, by their ordinal
 * @param holdings by device
 * @param gauges by device
 * @param points of the last hour, by device
 * @param waiting in the queue's order
 * @param outlooks by environment
 * @param reservations those that are on or to come, the next first
 */
record Scene(
    State state,
    List<Device> wholes,
    Map<Long, List<Device>> slices,
    Map<Long, Holding> holdings,
    Map<Long, Gauge> gauges,
    Map<Long, List<Spark.Point>> points,
    List<Wanting> waiting,
    Map<Long, Outlook> outlooks,
    List<Reservation> reservations,
    Instant at) {

  List<Device> slices(Device whole) {
    return slices.getOrDefault(whole.id(), List.of());
  }

  Optional<Holding> holding(Device device) {
    return Optional.ofNullable(holdings.get(device.id()));
  }

  Optional<Gauge> gauge(Device device) {
    return Optional.ofNullable(gauges.get(device.id()));
  }

  Optional<Spark> spark(Device device) {
    return Optional.ofNullable(points.get(device.id()))
        .filter(some -> some.size() > 1)
        .map(some -> Spark.of(some, at));
  }

  Optional<Outlook> outlook(Wanting wanting) {
    return Optional.ofNullable(outlooks.get(wanting.environment()));
  }
}
