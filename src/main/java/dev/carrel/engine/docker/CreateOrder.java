package dev.carrel.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ulimit;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.GeneratedFile;
import dev.carrel.engine.ResourceLimits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A specification in docker-java's words. What keeps a container in its place stands here and
 * nowhere else.
 */
record CreateOrder(ContainerSpec spec, Map<String, String> labels, GivenDevices devices) {

  private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

  /** The kernel's memory killer then takes an environment before a service of the host. */
  private static final int FIRST_TO_DIE = 300;

  CreateContainerCmd on(DockerClient client) {
    return client
        .createContainerCmd(spec.imageId())
        .withName(spec.name())
        .withHostName(spec.hostname())
        // An image's entry point is not asked: the command is the command.
        .withEntrypoint(spec.command().subList(0, 1))
        .withCmd(spec.command().subList(1, spec.command().size()))
        .withEnv(
            devices.environment(spec.environment()).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList())
        .withUser(spec.user().toString())
        .withWorkingDir(spec.workingDirectory())
        .withLabels(labels)
        .withHostConfig(hostConfig());
  }

  private HostConfig hostConfig() {
    ResourceLimits limits = spec.limits();
    HostConfig config =
        HostConfig.newHostConfig()
            .withInit(true)
            .withPrivileged(false)
            .withCapDrop(Capability.ALL)
            .withSecurityOpts(List.of("no-new-privileges:true"))
            .withIpcMode("private")
            .withOomScoreAdj(FIRST_TO_DIE)
            .withNanoCPUs(limits.cpus().multiply(NANO).longValue())
            .withMemory(limits.memory())
            .withMemorySwap(limits.memory())
            .withPidsLimit((long) limits.pids())
            .withShmSize(limits.sharedMemory())
            .withUlimits(openFiles(limits))
            .withNetworkMode(spec.network().orElse("none"))
            .withMounts(mounts())
            // Bounded: what a first process prints must not fill the host's disk.
            .withLogConfig(
                new LogConfig(
                    LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "16m", "max-file", "2")));
    return devices.on(config);
  }

  private static List<Ulimit> openFiles(ResourceLimits limits) {
    long most = limits.openFiles();
    return most == 0 ? List.of() : List.of(new Ulimit("nofile", most, most));
  }

  /** Mounts rather than binds: the engine would make a bind's missing source, as root. */
  private List<Mount> mounts() {
    List<Mount> mounts = new ArrayList<>();
    mounts.add(mount(spec.workspace(), ContainerSpec.WORKSPACE, false));
    spec.home().ifPresent(home -> mounts.add(mount(home.source(), home.target(), false)));
    for (GeneratedFile file : spec.files()) {
      mounts.add(mount(file.source(), file.target(), true));
    }
    return mounts;
  }

  private static Mount mount(Path source, String target, boolean readOnly) {
    return new Mount()
        .withType(MountType.BIND)
        .withSource(source.toString())
        .withTarget(target)
        .withReadOnly(readOnly);
  }
}
