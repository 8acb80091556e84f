package dev.carrel.environment.network;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineConfig;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.NetworkSpec;
import dev.carrel.engine.NetworkView;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * This instance's bridge for environments, shielded each time before one of them starts.
 *
 * <p>The shield outlives the portal while environments run, and goes with the last of them.
 */
@ApplicationScoped
public class EnvironmentNetwork {
  private static final Logger LOG = Logger.getLogger(EnvironmentNetwork.class);

  private final Engine engine;
  private final InstanceId instance;
  private final NetworkConfig config;
  private final PackageOpenings packages;
  private final Shield shield;
  private final boolean simulated;
  private volatile ShieldState left;

  @Inject
  EnvironmentNetwork(
      Engine engine,
      InstanceId instance,
      NetworkConfig config,
      PackageOpenings packages,
      EngineConfig engineConfig) {
    this.engine = engine;
    this.simulated = engineConfig.kind().equals("memory");
    this.instance = instance;
    this.config = config;
    this.packages = packages;
    this.shield = new Shield(firewalls(config.shield()), config.removal());
  }

  private static List<Firewall> firewalls(NetworkConfig.Choice choice) {
    return switch (choice) {
      case AUTO -> List.of(new Nftables(), new Iptables());
      case NFTABLES -> List.of(new Nftables());
      case IPTABLES -> List.of(new Iptables());
      case OFF -> List.of();
    };
  }

  /** The network to launch on. Nothing may start on it before it was {@link #guard guarded}. */
  public String ensure() {
    return engine.networks().find(name()).orElseGet(this::create).name();
  }

  /**
   * Sees to it that the shield stands, where the portal may: also after somebody took it away or
   * emptied it, or the machine was started anew. Looks each time, and remembers nothing.
   */
  public void guard() {
    if (!simulated) {
      engine.networks().find(name()).ifPresent(this::raise);
    }
  }

  public ShieldState shield() {
    return left != null ? left : shield.state();
  }

  String name() {
    String id = instance.value();
    return id.startsWith("carrel") ? id : "carrel-" + id;
  }

  /** Interfaces have at most 15 characters, so the instance's id is abbreviated. */
  String bridge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(instance.value().getBytes(StandardCharsets.UTF_8));
      return "carrel-" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private NetworkView create() {
    List<String> subnets = config.subnet().map(List::of).orElseGet(Subnets::free);
    EngineRefused last = null;
    for (String subnet : subnets.stream().limit(8).toList()) {
      try {
        return engine.networks().ensure(new NetworkSpec(name(), bridge(), subnet));
      } catch (EngineRefused overlap) {
        last = overlap;
      }
    }
    throw last == null
        ? new EngineRefused(
            EngineRefused.Reason.FAILED,
            "no range is free for the environments' network; set carrel.network.subnet")
        : last;
  }

  private void raise(NetworkView network) {
    ShieldRules rules = rules(network);
    if (config.shield() == NetworkConfig.Choice.OFF) {
      left = new ShieldState.Left(new Nftables().script(rules));
    } else {
      shield.raise(rules);
    }
  }

  private ShieldRules rules(NetworkView network) {
    Set<Opening> openings = packages.from(network.gateway());
    config.allow().orElse(List.of()).stream().map(Opening::parse).forEach(openings::add);
    return new ShieldRules(
        name().replace('-', '_'),
        network.bridge(),
        openings,
        Resolvers.read(),
        new TreeSet<>(config.deny().orElse(List.of())));
  }

  void stop(@Observes ShutdownEvent event) {
    try {
      if (engine.containers().list(Map.of()).stream()
          .noneMatch(c -> c.state() instanceof dev.carrel.engine.ContainerState.Running)) {
        shield.lower();
      }
    } catch (IOException | RuntimeException e) {
      LOG.debugf("The shield stays: %s", e.getMessage());
    }
  }
}
