package dev.carrel.engine.memory;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineConfig;
import dev.carrel.engine.EngineFactory;
import dev.carrel.engine.InstanceId;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

@Singleton
@Unremovable
class MemoryEngineFactory implements EngineFactory {

  @Override
  public String kind() {
    return "memory";
  }

  @Override
  public Engine create(EngineConfig config, InstanceId instance) {
    return new MemoryEngine(instance);
  }
}
