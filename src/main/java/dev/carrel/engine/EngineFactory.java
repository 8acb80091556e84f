package dev.carrel.engine;

/** An adapter, as it offers itself to the selection by {@code carrel.engine.kind}. */
public interface EngineFactory {

  /** The value of {@code carrel.engine.kind} that selects it. */
  String kind();

  /** Must not fail because the engine is absent. */
  Engine create(EngineConfig config, InstanceId instance);
}
