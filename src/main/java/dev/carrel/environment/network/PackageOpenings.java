package dev.carrel.environment.network;

import dev.carrel.catalogue.BuildSources;
import dev.carrel.catalogue.PackageSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The package sources that stand on this machine (a wheelhouse, a mirror beside the portal): so
 * that {@code pip install} works in an environment where it works in a build.
 */
@ApplicationScoped
class PackageOpenings {
  private final PackageSources sources;
  private final NetworkConfig config;

  @Inject
  PackageOpenings(PackageSources sources, NetworkConfig config) {
    this.sources = sources;
    this.config = config;
  }

  /**
   * @param gateway of the bridge that environments are on
   */
  Set<Opening> from(String gateway) {
    Set<Opening> openings =
        new TreeSet<>(Comparator.comparing(Opening::address).thenComparing(Opening::port));
    if (!config.wheelhouses()) {
      return openings;
    }
    sources.admit(gateway);
    BuildSources now = sources.forEnvironment();
    Stream.concat(now.pipIndexUrls().stream(), now.findLinks().stream())
        .map(URI::create)
        .filter(uri -> uri.getHost() != null)
        .forEach(uri -> open(uri, now, openings));
    return openings;
  }

  private static void open(URI uri, BuildSources now, Set<Opening> openings) {
    String address = now.extraHosts().getOrDefault(uri.getHost(), uri.getHost());
    if (address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      int port = uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
      openings.add(new Opening(address, port));
    }
  }
}
