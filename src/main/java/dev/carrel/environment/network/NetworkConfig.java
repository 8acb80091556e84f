package dev.carrel.environment.network;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What environments can reach. */
@ConfigMapping(prefix = "carrel.network")
public interface NetworkConfig {

  /** The environments' own range, like {@code 10.213.0.0/20}. Default: one that is free. */
  Optional<String> subnet();

  /**
   * {@code auto}: the portal filters what environments reach, with nftables, else with iptables,
   * where it may; {@code nftables} or {@code iptables}: with that one only; {@code off}: somebody
   * else does. Whether the host is shielded stands on the status page.
   */
  @WithDefault("auto")
  Choice shield();

  enum Choice {
    AUTO,
    NFTABLES,
    IPTABLES,
    OFF
  }

  /**
   * Where the commands that take the filter away are kept while it is set; {@code docker/carrel
   * down} runs them.
   */
  @WithDefault("${carrel.home:var}/shield.remove")
  Path removal();

  /**
   * Services of the host that environments may reach nevertheless, like {@code 192.0.2.10:8081}.
   */
  Optional<List<String>> allow();

  /** Whether environments may install packages from the wheelhouses, as builds do. */
  @WithDefault("true")
  boolean wheelhouses();

  /** More ranges that environments may not reach, like {@code 10.0.0.0/8}. */
  Optional<List<String>> deny();
}
