package dev.carrel.catalogue;

import dev.carrel.catalogue.index.IndexSources;
import dev.carrel.catalogue.index.PackagesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where builds take their packages from, as this site is set up. */
@ApplicationScoped
public class PackageSources {

  private final PackagesConfig config;
  private final IndexSources sources;

  PackageSources(PackagesConfig config, IndexSources sources) {
    this.config = config;
    this.sources = sources;
  }

  /** What a build that starts now is to be given. */
  public BuildSources forBuild() {
    return new BuildSources(
        sources.indexUrls(),
        config.trustedHosts().orElse(List.of()),
        List.of(),
        config.aptMirror(),
        config.ubuntuMirror(),
        Map.of(),
        Optional.empty());
  }
}
