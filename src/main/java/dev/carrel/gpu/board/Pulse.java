package dev.carrel.gpu.board;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.gpu.Figures;
import dev.carrel.gpu.Inventory;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells open boards that the devices are busier or less, after each reading that says so. */
@ApplicationScoped
public class Pulse {
  /** Not the topic of devices and leases: nothing has to be decided anew because of it. */
  public static final String TOPIC = "gpu-load";

  private final Inventory inventory;
  private final Signals signals;
  private Map<Long, Figures> told = Map.of();

  @Inject
  Pulse(Inventory inventory, Signals signals) {
    this.inventory = inventory;
    this.signals = signals;
  }

  @Scheduled(
      every = "${carrel.gpus.inventory.every:10s}",
      delayed = "4s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void feel() {
    Map<Long, Figures> now = inventory.figures();
    if (!now.equals(told)) {
      told = now;
      QuarkusTransaction.requiringNew().run(() -> signals.raise(new Signal(TOPIC, 0, 0)));
    }
  }
}
