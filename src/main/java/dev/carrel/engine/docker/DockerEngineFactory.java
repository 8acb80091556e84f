package dev.carrel.engine.docker;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineConfig;
import dev.carrel.engine.EngineFactory;
import dev.carrel.engine.InstanceId;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@Singleton
@Unremovable
class DockerEngineFactory implements EngineFactory {

  private final Path home;
  private final Optional<Path> workspaces;

  DockerEngineFactory(
      @ConfigProperty(name = "carrel.home", defaultValue = "var") Path home,
      @ConfigProperty(name = "carrel.workspaces.root") Optional<Path> workspaces) {
    this.home = home;
    this.workspaces = workspaces;
  }

  @Override
  public String kind() {
    return "docker";
  }

  @Override
  public Engine create(EngineConfig config, InstanceId instance) {
    List<Path> roots = config.bindRoots().orElseGet(() -> List.of(home, workspaces.orElse(home)));
    return new DockerEngine(DockerHost.of(config.host()), instance, roots);
  }
}
