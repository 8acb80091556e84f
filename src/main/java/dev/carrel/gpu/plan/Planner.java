package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.GpuWords;
import dev.carrel.gpu.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides who gets which devices. The same floor at the same time gives the same decision; nothing
 * is remembered from one decision to the next.
 *
 * <p>The queue's order is that of {@link Queue}. In this order each request is given the earliest
 * time at which enough devices that fit are free for as long as it lasts, and its devices are
 * blocked for that time; who may start now is granted. This is conservative backfilling: a later
 * request goes ahead only where it delays nobody before it. (EASY backfilling would only protect
 * the first in the queue; then several small requests can push back the second for ever, and no
 * expected start could be promised to anybody else.) When somebody returns devices early, all plans
 * are made anew, in order.
 *
 * <p>Devices out of service, taken, lost or faulty are not given, nor are those that are reserved,
 * except to the reservation's members in its time.
 */
public final class Planner {

  private Planner() {}

  public static Decision decide(Floor floor, Instant now) {
    Schedule soonest = new Schedule(floor, now, Holder::ends, Duration.ZERO);
    Schedule latest = new Schedule(floor, now, Holder::latest, floor.rules().hold());
    List<Grant> grants = new ArrayList<>();
    List<Place> remaining = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    List<Plan> late = new ArrayList<>();
    for (Place place : order(floor, now, soonest)) {
      Plan plan = soonest.place(place.waiting());
      if (plan.start() == now.toEpochMilli()) {
        grants.add(plan.grant(place.waiting()));
        latest.keep(place.waiting(), plan);
      } else {
        remaining.add(place);
        plans.add(plan);
        late.add(latest.place(place.waiting()));
      }
    }
    return new Decision(grants, outlooks(floor, now, remaining, plans, late));
  }

  /** Only the grants of {@link #decide}, for those who have nobody to tell anything. */
  public static List<Grant> grants(Floor floor, Instant now) {
    Schedule soonest = new Schedule(floor, now, Holder::ends, Duration.ZERO);
    List<Grant> grants = new ArrayList<>();
    for (Place place : order(floor, now, soonest)) {
      Plan plan = soonest.place(place.waiting());
      if (plan.start() == now.toEpochMilli()) {
        grants.add(plan.grant(place.waiting()));
      }
    }
    return grants;
  }

  /**
   * Why these devices can never serve the request, in words for the one who asked; empty if they
   * can, now or once they are free, mended and in service.
   */
  public static Optional<String> never(List<Device> devices, GpuRequest wants) {
    List<Device> lasting = Fit.lasting(devices);
    if (lasting.isEmpty()) {
      return Optional.of("There are no GPUs here.");
    }
    long serving = serving(devices, wants).size();
    if (serving >= wants.count()) {
      return Optional.empty();
    }
    if (serving > 0) {
      return Optional.of(
          "You ask for %s, but only %d of the GPUs here %s."
              .formatted(GpuWords.wish(wants, lasting), serving, serving == 1 ? "fits" : "fit"));
    }
    GpuRequest anySize = new GpuRequest(1, Optional.empty(), wants.model());
    List<Device> ofModel = lasting.stream().filter(device -> Fit.serves(device, anySize)).toList();
    if (ofModel.isEmpty()) {
      return Optional.of(
          "No GPU here is called \"%s\". There are: %s."
              .formatted(
                  wants.model().orElseThrow(),
                  lasting.stream()
                      .map(Device::model)
                      .distinct()
                      .sorted()
                      .limit(5)
                      .collect(Collectors.joining(", "))));
    }
    return Optional.of(
        "No %s here has %s of memory; the largest has %s."
            .formatted(
                wants.model().map(any -> "such GPU").orElse("GPU"),
                GpuWords.gigabytes(wants.memory().orElseThrow()),
                GpuWords.gigabytes(
                    ofModel.stream().mapToLong(Device::memory).max().orElseThrow())));
  }

  /** Those that would serve the request and are here, or may come back; see {@link #never}. */
  public static List<Device> serving(List<Device> devices, GpuRequest wants) {
    return Fit.lasting(devices).stream().filter(device -> Fit.serves(device, wants)).toList();
  }

  private static List<Place> order(Floor floor, Instant now, Schedule schedule) {
    return Queue.order(
        floor,
        now,
        one ->
            one.wants().count()
                * schedule.choice(one.wants()).weight()
                * (one.lasts().toMillis() / 3_600_000d));
  }

  private static List<Outlook> outlooks(
      Floor floor, Instant now, List<Place> queue, List<Plan> plans, List<Plan> late) {
    Before before = new Before(floor.rules());
    WaitsFor waitsFor = new WaitsFor(floor, now);
    List<Outlook> outlooks = new ArrayList<>(queue.size());
    for (int i = 0; i < queue.size(); i++) {
      Waiting waiting = queue.get(i).waiting();
      Plan plan = plans.get(i);
      // Holders who stay longer can let somebody find a better place; that is not to be relied on.
      long latest = Math.max(plan.start(), late.get(i).start());
      outlooks.add(
          new Outlook(
              waiting.environment(),
              i + 1,
              time(plan.start()),
              time(latest),
              waitsFor.words(waiting.wants()),
              before.words(queue.get(i)),
              false));
    }
    return outlooks;
  }

  private static Optional<Instant> time(long millis) {
    return millis == Timeline.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
