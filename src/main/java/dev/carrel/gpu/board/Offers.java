package dev.carrel.gpu.board;

import dev.carrel.account.Account;
import dev.carrel.account.GpuLimits;
import dev.carrel.account.LimitPolicies;
import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuWords;
import dev.carrel.gpu.Inventory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells at a launch what there is to ask for, and what to expect. */
@ApplicationScoped
public class Offers {
  private final Inventory inventory;
  private final Holdings holdings;
  private final LimitPolicies policies;

  @Inject
  Offers(Inventory inventory, Holdings holdings, LimitPolicies policies) {
    this.inventory = inventory;
    this.holdings = holdings;
    this.policies = policies;
  }

  public Offer to(Account account) {
    GpuLimits limits = policies.of(account).gpus();
    List<Device> pieces = inventory.devices().stream().filter(Offers::leasable).toList();
    Map<Long, Holding> held = holdings.byDevice();
    Map<String, List<Device>> byModel =
        pieces.stream()
            .collect(
                Collectors.groupingBy(
                    device -> GpuWords.brief(device.model()), TreeMap::new, Collectors.toList()));
    return new Offer(
        byModel.entrySet().stream()
            .map(
                entry ->
                    new Offer.Model(
                        entry.getKey(), entry.getKey() + ", " + words(entry.getValue(), held)))
            .toList(),
        sizes(pieces),
        limits.devices(),
        limits.hours().stripTrailingZeros().toPlainString(),
        words(pieces, held));
  }

  /** Each size once: two cards that are sold as the same differ by a little. */
  private static List<Offer.Size> sizes(List<Device> pieces) {
    var smallest = new TreeMap<Long, Long>();
    pieces.forEach(
        device ->
            smallest.merge(
                Math.round((double) device.memory() / (1L << 30)), device.memory(), Math::min));
    var sizes = new ArrayList<Offer.Size>();
    smallest
        .values()
        .forEach(
            bytes -> sizes.add(new Offer.Size((bytes >> 20) + "m", GpuWords.gigabytes(bytes))));
    return List.copyOf(sizes);
  }

  private static String words(List<Device> pieces, Map<Long, Holding> holdings) {
    long free = pieces.stream().filter(d -> d.availability() == Availability.FREE).count();
    if (free > 0) {
      return "%d of %d free now".formatted(free, pieces.size());
    }
    Optional<Instant> next =
        pieces.stream()
            .map(device -> holdings.get(device.id()))
            .filter(holding -> holding != null && holding.ends().isPresent())
            .map(holding -> holding.ends().orElseThrow())
            .min(Comparator.naturalOrder());
    return "none of %d free; ".formatted(pieces.size())
        + next.map(at -> "the next is due back " + GpuWords.clock(at))
            .orElse("when one will be cannot be told");
  }

  /** Somebody can have it now or later. */
  private static boolean leasable(Device device) {
    return switch (device.availability()) {
      case FREE, LEASED, HELD, TAKEN -> true;
      case LOST, FAULTY, DRAINED, PARTITIONED -> false;
    };
  }
}
