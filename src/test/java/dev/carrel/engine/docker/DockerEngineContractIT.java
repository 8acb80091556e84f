package dev.carrel.engine.docker;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineContract;
import dev.carrel.engine.InstanceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Against the engine that {@code CARREL_TEST_ENGINE} names, else the usual one. */
class DockerEngineContractIT extends EngineContract {

  @Override
  protected Engine engine(InstanceId instance, Path bindRoot) {
    Optional<String> address = Optional.ofNullable(System.getenv("CARREL_TEST_ENGINE"));
    return new DockerEngine(DockerHost.of(address), instance, List.of(bindRoot));
  }
}
