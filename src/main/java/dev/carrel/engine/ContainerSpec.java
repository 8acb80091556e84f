package dev.carrel.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container to make. Besides what stands here each gets: no new privileges, no capabilities, the
 * engine's default seccomp profile, an init process, and nothing of the host.
 *
 * @param name its name in the engine
 * @param hostname its name inside
 * @param imageId id of an image that this instance built
 * @param command first process; shells come later, by {@link Containers#openTerminal}
 * @param environment variables of the first process and of all that come later; {@code HOME} is the
 *     home's unless given
 * @param user never root
 * @param workingDirectory absolute
 * @param workspace folder of the host that appears at {@link #WORKSPACE}, writable
 * @param home the user's home, if it is to be writable
 * @param files read-only files that the portal wrote
 * @param limits what it may use
 * @param network a network of this instance, made by {@link Networks#ensure}; empty for none
 * @param labels besides {@link Labels#INSTANCE}
 * @param devices accelerators that the account holds a lease on
 */
public record ContainerSpec(
    String name,
    String hostname,
    String imageId,
    List<String> command,
    Map<String, String> environment,
    PosixUser user,
    String workingDirectory,
    Path workspace,
    Optional<HomeMount> home,
    List<GeneratedFile> files,
    ResourceLimits limits,
    Optional<String> network,
    Map<String, String> labels,
    List<DeviceGrant> devices) {

  /** Where the workspace is found inside. */
  public static final String WORKSPACE = "/workspace";

  public ContainerSpec {
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,200}")) {
      throw new IllegalArgumentException("name must be a container name, not " + name);
    }
    if (!hostname.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new IllegalArgumentException("hostname must be a host label, not " + hostname);
    }
    if (!imageId.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("imageId must be an id, not " + imageId);
    }
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command must not be empty");
    }
    command = List.copyOf(command);
    Objects.requireNonNull(user, "user");
    if (!workingDirectory.startsWith("/")) {
      throw new IllegalArgumentException(
          "workingDirectory must be absolute, not " + workingDirectory);
    }
    HomeMount.checkSource("workspace", workspace);
    Objects.requireNonNull(home, "home");
    Map<String, String> variables = new TreeMap<>(environment);
    home.ifPresent(mount -> variables.putIfAbsent("HOME", mount.target()));
    environment = EnvironmentVariables.checked(variables);
    files = List.copyOf(files);
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(network, "network");
    if (network
        .filter(n -> List.of("host", "bridge", "default").contains(n) || n.contains(":"))
        .isPresent()) {
      throw new IllegalArgumentException(
          "network must be one of this instance, not " + network.get());
    }
    labels = Labels.checked(labels);
    devices = List.copyOf(devices);
  }

  /** Starts a specification; see {@link ContainerSpecBuilder}. */
  public static ContainerSpecBuilder of(
      String name, String imageId, PosixUser user, Path workspace) {
    return new ContainerSpecBuilder(name, imageId, user, workspace);
  }
}
