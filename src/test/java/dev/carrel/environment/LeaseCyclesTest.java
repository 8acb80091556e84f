package dev.carrel.environment;

import dev.carrel.engine.memory.Faults;
import dev.carrel.engine.memory.MemoryEngine;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/**
 * By the thousand on the simulated engine. {@code -Dcarrel.cycles=100000} for the full number,
 * {@code -Dcarrel.cycles.seed=…} for another course.
 */
@QuarkusTest
class LeaseCyclesTest extends LeaseCycles {
  private static final int CYCLES = Integer.getInteger("carrel.cycles", 1_000);

  @Test
  void noDeviceEverHasTwoHoldersAndNoneIsLost() throws Exception {
    comeAndGo(CYCLES);
  }

  @Override
  void kill(String container, boolean outOfMemory) {
    faults().kill(container, 137, outOfMemory);
  }

  @Override
  void lose(String container) {
    faults().loseContainer(container);
  }

  private Faults faults() {
    return ((MemoryEngine) ClientProxy.unwrap(engine)).faults();
  }
}
