package dev.carrel.engine.memory;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineContract;
import dev.carrel.engine.InstanceId;
import java.nio.file.Path;

class MemoryEngineContractTest extends EngineContract {

  @Override
  protected Engine engine(InstanceId instance, Path bindRoot) {
    return new MemoryEngine(instance);
  }
}
