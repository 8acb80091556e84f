package dev.carrel.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.ContainerView;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Reads what the engine says of a container. */
final class ContainerReading {

  private ContainerReading() {}

  static ContainerView view(InspectContainerResponse container) {
    return new ContainerView(
        container.getId(),
        container.getName().replaceFirst("^/", ""),
        container.getImageId(),
        Optional.ofNullable(container.getConfig().getLabels()).orElse(Map.of()),
        time(container.getCreated()),
        state(container.getState()),
        address(container));
  }

  private static ContainerState state(InspectContainerResponse.ContainerState state) {
    return switch (String.valueOf(state.getStatus())) {
      // A start that failed leaves "created" with an exit code; it may be started again all the
      // same.
      case "created" -> new ContainerState.Created();
      case "running", "restarting" -> new ContainerState.Running(time(state.getStartedAt()));
      case "paused" -> new ContainerState.Paused();
      default ->
          new ContainerState.Exited(
              state.getExitCodeLong().intValue(),
              Boolean.TRUE.equals(state.getOOMKilled()),
              time(state.getFinishedAt()));
    };
  }

  private static Optional<String> address(InspectContainerResponse container) {
    return container.getNetworkSettings().getNetworks().values().stream()
        .map(ContainerNetwork::getIpAddress)
        .filter(ip -> ip != null && !ip.isEmpty())
        .findFirst();
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
