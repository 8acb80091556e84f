package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.Giving;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Finds out how this engine gives devices. What it says of itself tells of CDI and of the runtime;
 * device requests can only be tried: a container is made that asks for a device which does not
 * exist, to run a program which does not exist. An engine without NVIDIA's hook refuses to start it
 * for want of a "device driver", one with the hook for another reason; nothing ever runs.
 */
final class GivingProbe {

  private static final String CDI_NAME = "nvidia.com/gpu=";

  /** dockerd looks for the hook when it starts; so this is how long a restart goes unnoticed. */
  private static final long FRESH_NANOS = 300_000_000_000L;

  private static final Map<String, String> MARK = Map.of("carrel.probe", "devices");

  private final Connection connection;
  private final Ownership ownership;
  private Found last;

  private record Found(Giving giving, long at) {}

  GivingProbe(Connection connection, Ownership ownership) {
    this.connection = connection;
    this.ownership = ownership;
  }

  Giving found() {
    return found(connection.read("/info"));
  }

  synchronized Giving found(JsonNode info) {
    if (last == null || System.nanoTime() - last.at() > FRESH_NANOS) {
      last = new Found(look(info), System.nanoTime());
    }
    return last.giving();
  }

  private Giving look(JsonNode info) {
    // Specifications that name devices by index only cannot tell which one that is tomorrow.
    if (discovered(info).stream().anyMatch(name -> name.matches("(GPU|MIG)-.+"))) {
      return Giving.CDI;
    }
    if (requestsWork()) {
      return Giving.DEVICE_REQUEST;
    }
    return info.path("Runtimes").has("nvidia") ? Giving.NVIDIA_RUNTIME : Giving.NONE;
  }

  /** The names of devices in the engine's CDI specifications, less the vendor. */
  static List<String> discovered(JsonNode info) {
    return StreamSupport.stream(info.path("DiscoveredDevices").spliterator(), false)
        .map(device -> device.path("ID").asText())
        .filter(id -> id.startsWith(CDI_NAME))
        .map(id -> id.substring(CDI_NAME.length()))
        .toList();
  }

  private boolean requestsWork() {
    Optional<String> image =
        connection.ask(client -> client.listImagesCmd().exec()).stream()
            .map(Image::getId)
            .findFirst();
    return image.isPresent() && requestsWork(image.get());
  }

  private boolean requestsWork(String image) {
    sweep();
    String id;
    try {
      id = connection.ask(client -> order(client, image).exec().getId());
    } catch (EngineRefused cannotTell) {
      return false;
    }
    try {
      connection.tell(client -> client.startContainerCmd(id).exec());
      return true;
    } catch (EngineRefused refused) {
      return !refused.getMessage().contains("could not select device driver");
    } finally {
      remove(id);
    }
  }

  private CreateContainerCmd order(DockerClient client, String image) {
    return client
        .createContainerCmd(image)
        .withName("carrel-probe-" + UUID.randomUUID())
        .withLabels(ownership.stamped(MARK))
        .withEntrypoint("/no-such-program-of-carrel")
        .withUser("65534:65534")
        .withHostConfig(
            HostConfig.newHostConfig()
                .withNetworkMode("none")
                .withDeviceRequests(List.of(request())));
  }

  private static DeviceRequest request() {
    return new DeviceRequest()
        .withDriver("")
        .withCount(0)
        .withDeviceIds(List.of("GPU-00000000-0000-0000-0000-000000000000"))
        .withCapabilities(List.of(List.of("gpu")));
  }

  /** What a crash in the middle of a probe left; not what another replica is just about. */
  private void sweep() {
    long old = System.currentTimeMillis() / 1000 - 60;
    connection
        .ask(
            client ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(ownership.stamped(MARK))
                    .exec())
        .stream()
        .filter(container -> container.getCreated() < old)
        .forEach(container -> remove(container.getId()));
  }

  private void remove(String id) {
    try {
      connection.tell(
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (EngineException later) {
      // The next probe sweeps it up.
    }
  }
}
