package dev.carrel.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A container as the engine has it.
 *
 * @param name without the leading slash
 * @param address its IP on its network, while it runs
 */
public record ContainerView(
    String id,
    String name,
    String imageId,
    Map<String, String> labels,
    Instant created,
    ContainerState state,
    Optional<String> address) {

  public ContainerView {
    labels = Map.copyOf(labels);
  }
}
