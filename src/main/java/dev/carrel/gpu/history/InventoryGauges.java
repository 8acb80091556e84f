package dev.carrel.gpu.history;

import dev.carrel.gpu.Figures;
import dev.carrel.gpu.Inventory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the inventory read last. */
@ApplicationScoped
class InventoryGauges implements Gauges {
  private final Inventory inventory;

  @Inject
  InventoryGauges(Inventory inventory) {
    this.inventory = inventory;
  }

  @Override
  public Map<Long, Gauge> read() {
    Map<Long, Gauge> gauges = new HashMap<>();
    inventory.figures().forEach((device, figures) -> gauges.put(device, gauge(figures)));
    return gauges;
  }

  /** A slice tells no use of its own; but one on which nothing runs is not used. */
  static Gauge gauge(Figures figures) {
    return new Gauge(
        figures.at(),
        figures
            .utilisationPercent()
            .map(Integer::doubleValue)
            .or(() -> figures.processes() == 0 ? Optional.of(0.0) : Optional.empty()),
        figures.memoryUsed().orElse(0L),
        figures.power(),
        figures.temperature().map(Integer::doubleValue));
  }
}
