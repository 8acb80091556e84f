package dev.carrel.engine.docker;

import com.github.dockerjava.api.model.Network;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.NetworkSpec;
import dev.carrel.engine.NetworkView;
import dev.carrel.engine.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class DockerNetworks implements Networks {

  private static final String BRIDGE_NAME = "com.docker.network.bridge.name";
  private static final String BETWEEN_CONTAINERS = "com.docker.network.bridge.enable_icc";

  private final Connection connection;
  private final Ownership ownership;

  DockerNetworks(Connection connection, Ownership ownership) {
    this.connection = connection;
    this.ownership = ownership;
  }

  /** Synchronized: the engine takes two networks of one name without a word. */
  @Override
  public synchronized NetworkView ensure(NetworkSpec spec) {
    Optional<Network> found = inspect(spec.name());
    if (found.isPresent()) {
      ownership.require(found.get().getLabels(), "network " + spec.name());
      NetworkView view = view(found.get());
      if (view.subnet().equals(spec.subnet())
          && view.bridge().equals(spec.bridge())
          && "false".equals(found.get().getOptions().get(BETWEEN_CONTAINERS))) {
        return view;
      }
      remove(spec.name());
    }
    create(spec);
    return find(spec.name())
        .orElseThrow(() -> new EngineRefused(Reason.ABSENT, "network " + spec.name() + " is gone"));
  }

  private void create(NetworkSpec spec) {
    connection.tell(
        client ->
            client
                .createNetworkCmd()
                .withName(spec.name())
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withIpam(
                    new Network.Ipam()
                        .withConfig(List.of(new Network.Ipam.Config().withSubnet(spec.subnet()))))
                .withOptions(Map.of(BRIDGE_NAME, spec.bridge(), BETWEEN_CONTAINERS, "false"))
                .withLabels(ownership.stamped(Map.of()))
                .exec());
  }

  @Override
  public Optional<NetworkView> find(String name) {
    return inspect(name).filter(network -> ownership.ours(network.getLabels())).map(this::view);
  }

  @Override
  public boolean remove(String name) {
    Optional<Network> found = inspect(name);
    found.ifPresent(
        network -> {
          ownership.require(network.getLabels(), "network " + name);
          connection.tell(client -> client.removeNetworkCmd(network.getId()).exec());
        });
    return found.isPresent();
  }

  @Override
  public Optional<String> buildGateway() {
    return inspect("bridge").map(DockerNetworks::gateway);
  }

  private Optional<Network> inspect(String name) {
    try {
      Network network =
          connection.ask(client -> client.inspectNetworkCmd().withNetworkId(name).exec());
      return Optional.of(network).filter(n -> n.getName().equals(name));
    } catch (EngineRefused e) {
      if (e.reason() == Reason.ABSENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private NetworkView view(Network network) {
    return new NetworkView(
        network.getId(),
        network.getName(),
        network.getOptions().getOrDefault(BRIDGE_NAME, ""),
        network.getIpam().getConfig().getFirst().getSubnet(),
        gateway(network));
  }

  /**
   * Older engines leave the gateway out when they chose it: it is the subnet's first address then.
   */
  private static String gateway(Network network) {
    Network.Ipam.Config config = network.getIpam().getConfig().getFirst();
    return config.getGateway() != null
        ? config.getGateway().replaceFirst("/.*", "")
        : config.getSubnet().replaceFirst("\\d+/\\d+$", "1");
  }
}
