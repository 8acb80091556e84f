package dev.carrel.gpu.plan;

import static dev.carrel.gpu.plan.FloorFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Outlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlannerPropertyTest {

  @Property(tries = 3000)
  void neverGivesADeviceThatHasAHolder(@ForAll long seed) {
    Floor floor = RandomFloors.of(seed);
    Map<Long, Device> devices = byId(floor);
    Set<Long> given = new HashSet<>();
    floor.holders().forEach(holder -> given.add(holder.device()));

    for (Grant grant : Planner.decide(floor, NOON).grants()) {
      for (long id : grant.devices()) {
        assertThat(given).doesNotContain(id);
        devices.get(id).parent().ifPresent(parent -> assertThat(given).doesNotContain(parent));
        floor.devices().stream()
            .filter(device -> device.parent().equals(Optional.of(id)))
            .forEach(slice -> assertThat(given).doesNotContain(slice.id()));
        given.add(id);
      }
    }
  }

  @Property(tries = 3000)
  void givesOnlyWhatFits(@ForAll long seed) {
    Floor floor = RandomFloors.of(seed);
    Map<Long, Device> devices = byId(floor);
    Map<Long, Waiting> waiting =
        floor.waiting().stream().collect(Collectors.toMap(Waiting::request, one -> one));

    for (Grant grant : Planner.decide(floor, NOON).grants()) {
      Waiting asked = waiting.get(grant.request());
      assertThat(grant.devices()).hasSize(asked.wants().count()).doesNotHaveDuplicates();
      for (long id : grant.devices()) {
        assertThat(Fit.serves(devices.get(id), asked.wants())).isTrue();
        assertThat(Fit.usable(devices.get(id))).isTrue();
      }
      assertThat(Planner.never(floor.devices(), asked.wants())).isEmpty();
    }
  }

  @Property(tries = 3000)
  void keepsReservationsFree(@ForAll long seed) {
    Floor floor = RandomFloors.of(seed);
    Map<Long, Waiting> waiting =
        floor.waiting().stream().collect(Collectors.toMap(Waiting::request, one -> one));

    for (Grant grant : Planner.decide(floor, NOON).grants()) {
      Waiting asked = waiting.get(grant.request());
      Instant whole = NOON.plus(asked.lasts());
      Instant end = grant.until().filter(whole::isAfter).orElse(whole);
      for (Window window : floor.windows()) {
        boolean runsIn =
            grant.devices().stream().anyMatch(window.devices()::contains)
                && window.from().isBefore(end)
                && window.to().isAfter(NOON);
        if (runsIn) {
          assertThat(window.members()).contains(asked.account());
          assertThat(end).isBeforeOrEqualTo(window.to());
          assertThat(NOON).isAfterOrEqualTo(window.from());
        }
      }
    }
  }

  @Property(tries = 3000)
  void answersEachRequestOnceAndInOrder(@ForAll long seed) {
    Floor floor = RandomFloors.of(seed);
    Decision decision = Planner.decide(floor, NOON);

    assertThat(
            Stream.concat(
                decision.grants().stream().map(Grant::request),
                decision.outlooks().stream().map(outlook -> outlook.environment() - 1000)))
        .containsExactlyInAnyOrderElementsOf(
            floor.waiting().stream().map(Waiting::request).toList());
    for (int i = 0; i < decision.outlooks().size(); i++) {
      Outlook outlook = decision.outlooks().get(i);
      assertThat(outlook.position()).isEqualTo(i + 1);
      assertThat(outlook.earliest().map(at -> at.isAfter(NOON)).orElse(true)).isTrue();
      outlook
          .latest()
          .ifPresent(
              latest -> assertThat(latest).isAfterOrEqualTo(outlook.earliest().orElseThrow()));
    }
    assertThat(Planner.grants(floor, NOON)).isEqualTo(decision.grants());
  }

  /** Whoever wants the same as somebody before, but longer, does not start sooner. */
  @Property(tries = 3000)
  void respectsTheOrderAmongEqualWishes(@ForAll long seed) {
    Floor floor = withoutWindows(RandomFloors.of(seed));
    Map<Long, Instant> starts = starts(Planner.decide(floor, NOON));
    List<Waiting> order = order(floor);

    for (int i = 0; i < order.size(); i++) {
      for (int j = i + 1; j < order.size(); j++) {
        Waiting first = order.get(i);
        Waiting second = order.get(j);
        if (first.wants().equals(second.wants())
            && first.lasts().compareTo(second.lasts()) <= 0
            && starts.containsKey(second.request())) {
          assertThat(starts.get(first.request())).isBeforeOrEqualTo(starts.get(second.request()));
        }
      }
    }
  }

  /** Without the last in the queue, everybody else would start just when they do with it. */
  @Property(tries = 3000)
  void delaysNobodyAhead(@ForAll long seed) {
    Floor floor = RandomFloors.of(seed);
    List<Waiting> order = order(floor);
    if (order.isEmpty() || needsWhole(floor, order.getLast())) {
      return;
    }
    Map<Long, Instant> with = starts(Planner.decide(floor, NOON));
    Floor shorter = with(floor, order.subList(0, order.size() - 1), floor.windows());
    with.remove(order.getLast().request());

    assertThat(with).isEqualTo(starts(Planner.decide(shorter, NOON)));
  }

  /** Nobody waits for devices that are free for them from now on. */
  @Property(tries = 3000)
  void leavesNothingFreeToTheFirstInTheQueue(@ForAll long seed) {
    Floor floor = withoutWindows(RandomFloors.of(seed));
    List<Waiting> order = order(floor);
    if (order.isEmpty()) {
      return;
    }
    Waiting first = order.getFirst();
    Set<Long> held = floor.holders().stream().map(Holder::device).collect(Collectors.toSet());
    Map<Long, Device> devices = byId(floor);
    long free =
        floor.devices().stream()
            .filter(device -> device.availability() == Device.Availability.FREE)
            .filter(device -> Fit.serves(device, first.wants()))
            .filter(device -> !device.instance() || first.wants().count() == 1)
            .filter(device -> device.instance() || needsWhole(floor, first))
            .filter(device -> !held.contains(device.id()))
            .filter(device -> device.parent().map(parent -> !held.contains(parent)).orElse(true))
            .map(device -> devices.get(device.id()).model() + device.memory())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);

    if (free >= first.wants().count()) {
      assertThat(Planner.grants(floor, NOON)).extracting(Grant::request).contains(first.request());
    }
  }

  private static List<Waiting> order(Floor floor) {
    return Queue.order(
            floor,
            NOON,
            one ->
                one.wants().count()
                    * new Fleet(floor.devices(), any -> true).choice(one.wants()).weight()
                    * one.lasts().toMillis()
                    / 3_600_000d)
        .stream()
        .map(Place::waiting)
        .toList();
  }

  private static boolean needsWhole(Floor floor, Waiting one) {
    return new Fleet(floor.devices(), any -> true).choice(one.wants()).needsWhole();
  }

  private static Map<Long, Instant> starts(Decision decision) {
    Map<Long, Instant> starts = new HashMap<>();
    decision.grants().forEach(grant -> starts.put(grant.request(), NOON));
    decision
        .outlooks()
        .forEach(
            outlook ->
                outlook.earliest().ifPresent(at -> starts.put(outlook.environment() - 1000, at)));
    return starts;
  }

  private static Floor withoutWindows(Floor floor) {
    return with(floor, floor.waiting(), List.of());
  }

  private static Floor with(Floor floor, List<Waiting> waiting, List<Window> windows) {
    return new Floor(
        floor.devices(),
        floor.holders(),
        new ArrayList<>(waiting),
        floor.used(),
        windows,
        floor.rules());
  }

  private static Map<Long, Device> byId(Floor floor) {
    return floor.devices().stream().collect(Collectors.toMap(Device::id, device -> device));
  }
}
