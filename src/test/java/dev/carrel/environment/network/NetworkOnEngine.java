package dev.carrel.environment.network;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineConfig;
import dev.carrel.engine.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The environments' network on an engine that a test brings along. */
@ApplicationScoped
public class NetworkOnEngine {
  @Inject InstanceId instance;
  @Inject NetworkConfig config;
  @Inject PackageOpenings packages;
  @Inject EngineConfig engineConfig;

  public EnvironmentNetwork of(Engine engine) {
    return new EnvironmentNetwork(engine, instance, config, packages, engineConfig);
  }
}
