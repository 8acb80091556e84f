package dev.carrel.gpu.plan;

import dev.carrel.gpu.GpuRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What serves a request, the smallest first: pools of slices, and pools of whole devices.
 *
 * <p>Several devices are of one kind if there is a kind with so many. They are whole ones where
 * there are so many, since a CUDA process sees one MIG instance only (NVIDIA MIG User Guide,
 * "Application Considerations").
 */
record Choice(List<Pool> slices, List<Pool> wholes) {

  /**
   * @param fitting in the order of their size
   */
  static Choice of(GpuRequest wants, List<Spot> fitting) {
    List<Spot> slices = fitting.stream().filter(spot -> spot.device.instance()).toList();
    List<Spot> wholes = fitting.stream().filter(spot -> !spot.device.instance()).toList();
    if (wants.count() == 1) {
      return new Choice(kinds(slices, 1), kinds(wholes, 1));
    }
    if (wholes.size() >= wants.count()) {
      return new Choice(List.of(), oneKindIfPossible(wholes, wants.count()));
    }
    if (slices.size() >= wants.count()) {
      return new Choice(oneKindIfPossible(slices, wants.count()), List.of());
    }
    return fitting.size() >= wants.count()
        ? new Choice(List.of(), List.of(new Pool(fitting)))
        : new Choice(List.of(), List.of());
  }

  /** Only devices that are no slices will do. */
  boolean needsWhole() {
    return slices.isEmpty() && !wholes.isEmpty();
  }

  boolean isEmpty() {
    return slices.isEmpty() && wholes.isEmpty();
  }

  /**
   * A slice-sized request gets a whole device when no slice is left for it, but not from under
   * those who need a whole one.
   */
  List<Pool> pools(boolean wholeWanted) {
    return slices.isEmpty() || !wholeWanted
        ? Stream.concat(slices.stream(), wholes.stream()).toList()
        : slices;
  }

  /** What an hour of each device counts. */
  double weight() {
    return Stream.concat(slices.stream(), wholes.stream())
        .findFirst()
        .map(pool -> pool.spots().getFirst().device.weight().doubleValue())
        .orElse(1d);
  }

  private static List<Pool> oneKindIfPossible(List<Spot> spots, int count) {
    List<Pool> kinds = kinds(spots, count);
    return kinds.isEmpty() ? List.of(new Pool(spots)) : kinds;
  }

  private static List<Pool> kinds(List<Spot> spots, int atLeast) {
    Map<String, List<Spot>> kinds = new LinkedHashMap<>();
    for (Spot spot : spots) {
      String kind = spot.device.memory() + spot.device.model() + spot.device.profile();
      kinds.computeIfAbsent(kind, any -> new ArrayList<>()).add(spot);
    }
    return kinds.values().stream()
        .filter(kind -> kind.size() >= atLeast)
        .map((Collection<Spot> kind) -> new Pool(List.copyOf(kind)))
        .toList();
  }
}
