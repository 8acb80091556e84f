package dev.carrel.gpu;

import dev.carrel.gpu.plan.Floor;
import dev.carrel.gpu.plan.Grant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives those who come again the very devices that they had, where these are free and no different
 * from those granted: then their container can be kept. Not where anybody reserved them: only the
 * planner knows whose they are when.
 */
final class Return {
  private final Map<Long, Device> devices;
  private final Map<Long, Set<Long>> former;
  private final Set<Long> reserved;

  /**
   * @param former by request
   */
  Return(Floor floor, Map<Long, Set<Long>> former) {
    this.devices =
        floor.devices().stream().collect(Collectors.toMap(Device::id, Function.identity()));
    this.former = former;
    this.reserved =
        floor.windows().stream()
            .flatMap(window -> window.devices().stream())
            .collect(Collectors.toSet());
  }

  List<Grant> of(List<Grant> grants) {
    Set<Long> granted = new HashSet<>();
    grants.forEach(grant -> granted.addAll(grant.devices()));
    return grants.stream().map(grant -> of(grant, granted)).toList();
  }

  private Grant of(Grant grant, Set<Long> granted) {
    Set<Long> had = former.getOrDefault(grant.request(), Set.of());
    List<Long> result = new ArrayList<>(grant.devices());
    for (int i = 0; i < result.size(); i++) {
      long chosen = result.get(i);
      if (!had.contains(chosen)) {
        Optional<Long> better =
            had.stream().filter(old -> exchangeable(old, chosen, granted)).findFirst();
        if (better.isPresent()) {
          granted.remove(chosen);
          granted.add(better.get());
          result.set(i, better.get());
        }
      }
    }
    return new Grant(grant.request(), result, grant.until());
  }

  private boolean exchangeable(long old, long chosen, Set<Long> granted) {
    Device before = devices.get(old);
    Device now = devices.get(chosen);
    return before != null
        && before.availability() == Device.Availability.FREE
        && !granted.contains(old)
        && !reserved.contains(old)
        && before.parent().equals(now.parent())
        && before.model().equals(now.model())
        && before.profile().equals(now.profile())
        && before.memory() == now.memory();
  }
}
