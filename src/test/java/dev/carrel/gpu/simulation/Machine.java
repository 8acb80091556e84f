package dev.carrel.gpu.simulation;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.plan.Floor;
import dev.carrel.gpu.plan.Holder;
import dev.carrel.gpu.plan.Rules;
import dev.carrel.gpu.plan.Waiting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The devices, and who has them and who waits. */
final class Machine {
  private final List<Device> devices;
  private final Map<Long, Stay> waiting = new LinkedHashMap<>();
  private final Set<Stay> holding = new LinkedHashSet<>();
  private long requests;

  Machine(int devices) {
    this.devices = LongStream.rangeClosed(1, devices).mapToObj(Machine::device).toList();
  }

  private static Device device(long id) {
    return new Device(
        id,
        "GPU-" + id,
        Optional.empty(),
        (int) id,
        "NVIDIA A100-SXM4-80GB",
        Optional.empty(),
        80_000_000_000L,
        Optional.empty(),
        BigDecimal.ONE,
        false,
        Device.Availability.FREE,
        Optional.empty());
  }

  void queue(Stay stay) {
    waiting.put(++requests, stay);
  }

  /** It waits no more, and has devices. */
  Stay give(long request) {
    Stay stay = waiting.remove(request);
    holding.add(stay);
    return stay;
  }

  void takeBack(Stay stay) {
    holding.remove(stay);
  }

  Set<Stay> holding() {
    return holding;
  }

  /** Who waits, who is away, and who has devices. */
  Stream<Stay> everybody() {
    return Stream.concat(waiting.values().stream(), holding.stream());
  }

  /** Whoever is away waits for nobody else to leave. */
  boolean anybodyWaits() {
    return waiting.values().stream().anyMatch(stay -> !stay.away);
  }

  Floor floor(Ledger ledger, long now) {
    List<Holder> holders = new ArrayList<>();
    for (Stay stay : holding) {
      for (long device : stay.devices) {
        holders.add(
            Holder.until(
                device, stay.person, Ledger.group(stay.person), Instant.ofEpochSecond(stay.ends)));
      }
    }
    List<Waiting> queue = new ArrayList<>(waiting.size());
    waiting.forEach(
        (request, stay) -> {
          if (!stay.away) {
            queue.add(waits(request, stay));
          }
        });
    return new Floor(devices, holders, queue, ledger.used(holding, now), List.of(), Rules.SHIPPED);
  }

  private static Waiting waits(long request, Stay stay) {
    return new Waiting(
        request,
        request,
        stay.person,
        Ledger.group(stay.person),
        GpuRequest.of(stay.work.devices()),
        Duration.ofSeconds(stay.work.asked()),
        0,
        Instant.ofEpochSecond(stay.place));
  }
}
