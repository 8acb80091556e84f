package dev.carrel.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects a {@link ContainerSpec}; each value not given keeps a safe default. */
public final class ContainerSpecBuilder {

  private final String name;
  private final String imageId;
  private final PosixUser user;
  private final Path workspace;
  private String hostname = "carrel";
  private List<String> command = List.of("sleep", "infinity");
  private final Map<String, String> environment = new HashMap<>();
  private Optional<HomeMount> home = Optional.empty();
  private final List<GeneratedFile> files = new ArrayList<>();
  private ResourceLimits limits = ResourceLimits.SMALL;
  private Optional<String> network = Optional.empty();
  private final Map<String, String> labels = new HashMap<>();
  private final List<DeviceGrant> devices = new ArrayList<>();

  ContainerSpecBuilder(String name, String imageId, PosixUser user, Path workspace) {
    this.name = name;
    this.imageId = imageId;
    this.user = user;
    this.workspace = workspace;
  }

  public ContainerSpecBuilder hostname(String value) {
    hostname = value;
    return this;
  }

  /** The default keeps the container alive until it is stopped. */
  public ContainerSpecBuilder command(String... words) {
    command = List.of(words);
    return this;
  }

  public ContainerSpecBuilder environment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  public ContainerSpecBuilder home(HomeMount mount) {
    home = Optional.of(mount);
    return this;
  }

  public ContainerSpecBuilder file(GeneratedFile file) {
    files.add(file);
    return this;
  }

  public ContainerSpecBuilder limits(ResourceLimits value) {
    limits = value;
    return this;
  }

  public ContainerSpecBuilder network(String value) {
    network = Optional.of(value);
    return this;
  }

  public ContainerSpecBuilder label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  /** A GPU's UUID; may be called for each of several. */
  public ContainerSpecBuilder device(String uuid) {
    devices.add(new DeviceGrant(uuid));
    return this;
  }

  public ContainerSpec build() {
    return new ContainerSpec(
        name,
        hostname,
        imageId,
        command,
        environment,
        user,
        ContainerSpec.WORKSPACE,
        workspace,
        home,
        files,
        limits,
        network,
        labels,
        devices);
  }
}
