package dev.carrel.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.Giving;
import dev.carrel.engine.InstanceId;
import org.junit.jupiter.api.Test;

class MemoryDevicesTest {

  private final MemoryEngine engine = new MemoryEngine(new InstanceId("devices"));

  @Test
  void givesDevicesUntilToldOtherwise() {
    assertThat(engine.info().giving()).isEqualTo(Giving.DEVICE_REQUEST);
    engine.faults().giving(Giving.NONE);
    assertThat(engine.info().giving()).isEqualTo(Giving.NONE);
    engine.faults().none();
    assertThat(engine.info().giving()).isEqualTo(Giving.DEVICE_REQUEST);
  }

  @Test
  void hasNoneForAContainerThatIsNotThere() {
    assertThat(engine.devices("nowhere")).isEmpty();
  }
}
