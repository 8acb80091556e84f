package dev.carrel.gpu.board;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.gpu.Outlook;
import dev.carrel.gpu.reservation.Reservations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a scene: a handful of statements, however many devices and people there are. */
@ApplicationScoped
class Scenes {
  private static final Comparator<Device> BY_PLACE =
      Comparator.comparingInt(Device::ordinal).thenComparing(Device::id);

  private final Inventory inventory;
  private final LeaseBook leases;
  private final Reservations reservations;
  private final Holdings holdings;
  private final BoardRows rows;
  private final LastHour lastHour;
  private final Clock clock;

  @Inject
  Scenes(
      Inventory inventory,
      LeaseBook leases,
      Reservations reservations,
      Holdings holdings,
      BoardRows rows,
      LastHour lastHour,
      Clock clock) {
    this.inventory = inventory;
    this.leases = leases;
    this.reservations = reservations;
    this.holdings = holdings;
    this.rows = rows;
    this.lastHour = lastHour;
    this.clock = clock;
  }

  Scene now() {
    Instant now = clock.instant();
    List<Device> devices = inventory.devices();
    Map<Long, Outlook> outlooks =
        leases.outlooks().stream()
            .collect(Collectors.toMap(Outlook::environment, Function.identity(), (a, b) -> a));
    return new Scene(
        inventory.state(),
        devices.stream().filter(device -> !device.instance()).sorted(BY_PLACE).toList(),
        devices.stream()
            .filter(Device::instance)
            .sorted(BY_PLACE)
            .collect(Collectors.groupingBy(slice -> slice.parent().orElseThrow())),
        holdings.byDevice(),
        lastHour.gauges(devices),
        lastHour.points(now),
        ordered(rows.wanting(now), outlooks),
        outlooks,
        reservations.upcoming(),
        now);
  }

  /** In the queue's order; whom it has not seen yet comes last. */
  private static List<Wanting> ordered(List<Wanting> wanting, Map<Long, Outlook> outlooks) {
    return wanting.stream()
        .sorted(
            Comparator.comparingInt(
                    (Wanting one) ->
                        Optional.ofNullable(outlooks.get(one.environment()))
                            .map(Outlook::position)
                            .orElse(Integer.MAX_VALUE))
                .thenComparing(Wanting::queued)
                .thenComparing(Wanting::request))
        .toList();
  }
}
