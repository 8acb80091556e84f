package dev.carrel.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How the container engine is reached. */
@ConfigMapping(prefix = "carrel.engine")
public interface EngineConfig {

  /** Which engine: {@code docker}, or {@code memory} (a simulation for tests; nothing is run). */
  @WithDefault("docker")
  String kind();

  /**
   * Address of the engine, like {@code unix:///var/run/docker.sock} or {@code
   * tcp://127.0.0.1:2375}. Default: {@code DOCKER_HOST}, else the usual socket.
   */
  Optional<String> host();

  /**
   * Folders of the host below which workspaces, homes and generated files lie. Containers get
   * nothing from outside them. Default: the portal's home and {@code carrel.workspaces.root}.
   */
  Optional<List<Path>> bindRoots();
}
