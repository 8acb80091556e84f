package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The devices' timelines, filled in the queue's order: each request takes the earliest place that
 * those before it left. So nobody delays anybody ahead, whatever they ask for.
 */
final class Schedule {
  /** In which a holder whose time is over is seen off. */
  private static final Duration LINGERS = Duration.ofMinutes(5);

  private final long now;
  private final long extra;
  private final boolean wholeWanted;
  private final Fleet open;
  private final List<ReservedPart> reserved;

  /**
   * @param end when a holder leaves
   * @param extra added to what each request lasts
   */
  Schedule(Floor floor, Instant now, Function<Holder, Instant> end, Duration extra) {
    this.now = now.toEpochMilli();
    this.extra = extra.toMillis();
    this.open = new Fleet(floor.devices(), any -> true);
    this.wholeWanted =
        floor.waiting().stream().anyMatch(one -> open.choice(one.wants()).needsWhole());
    hold(floor, now, end, open);
    for (Window window : floor.windows()) {
      window
          .devices()
          .forEach(
              device ->
                  open.block(device, window.from().toEpochMilli(), window.to().toEpochMilli()));
    }
    this.reserved =
        floor.windows().stream()
            .filter(window -> window.to().isAfter(now))
            .filter(
                window ->
                    floor.waiting().stream()
                        .anyMatch(one -> window.members().contains(one.account())))
            .map(
                window -> {
                  Fleet fleet = new Fleet(floor.devices(), window.devices()::contains);
                  hold(floor, now, end, fleet);
                  return new ReservedPart(window, fleet);
                })
            .toList();
  }

  private static void hold(Floor floor, Instant now, Function<Holder, Instant> end, Fleet fleet) {
    Instant soonest = now.plus(LINGERS);
    Set<Long> held = new HashSet<>();
    for (Holder holder : floor.holders()) {
      Instant leaves = end.apply(holder).isBefore(soonest) ? soonest : end.apply(holder);
      fleet.block(holder.device(), now.toEpochMilli(), leaves.toEpochMilli());
      held.add(holder.device());
    }
    // It was leased a moment ago: whose lease that was is not known, so it is nobody's yet.
    for (Device device : floor.devices()) {
      boolean leased =
          device.availability() == Availability.LEASED
              || device.availability() == Availability.HELD;
      if (leased && !held.contains(device.id())) {
        fleet.block(device.id(), now.toEpochMilli(), soonest.toEpochMilli());
      }
    }
  }

  Choice choice(GpuRequest wants) {
    return open.choice(wants);
  }

  /** The earliest that can be promised; it is kept from then on. */
  Plan place(Waiting waiting) {
    long length = waiting.lasts().toMillis() + extra;
    Plan best =
        Plan.earliest(
            open.choice(waiting.wants()).pools(wholeWanted), waiting.wants().count(), now, length);
    ReservedPart where = null;
    for (ReservedPart part : reserved) {
      if (part.admits(waiting)) {
        Plan inside = part.plan(waiting, now, length);
        // Members take their own seats first.
        if (!inside.isNone() && inside.start() <= best.start()) {
          best = inside;
          where = part;
        }
      }
    }
    if (where != null) {
      where.keep(best, length);
    } else {
      long start = best.start();
      best.spots().forEach(spot -> spot.block(start, start + length));
    }
    return best;
  }

  /** It was granted elsewhere: its devices are gone here too. */
  void keep(Waiting waiting, Plan granted) {
    long end = granted.start() + waiting.lasts().toMillis() + extra;
    for (Spot spot : granted.spots()) {
      open.block(spot.device.id(), granted.start(), end);
      reserved.forEach(part -> part.block(spot.device.id(), granted.start(), end));
    }
  }
}
