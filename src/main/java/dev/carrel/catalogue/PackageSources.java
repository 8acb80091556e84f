package dev.carrel.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where builds take their packages from, as this site is set up. */
@ApplicationScoped
public class PackageSources {

  private final PackagesConfig config;

  PackageSources(PackagesConfig config) {
    this.config = config;
  }

  /** What a build that starts now is to be given. */
  public BuildSources forBuild() {
    return new BuildSources(
        indexUrls(),
        config.trustedHosts().orElse(List.of()),
        List.of(),
        config.aptMirror(),
        config.ubuntuMirror(),
        Map.of(),
        Optional.empty());
  }

  private List<String> indexUrls() {
    return config.indexUrls().stream().filter(url -> !url.equals("none")).toList();
  }
}
