package dev.carrel.catalogue;

import dev.carrel.catalogue.index.IndexSources;
import dev.carrel.catalogue.index.PackagesConfig;
import dev.carrel.catalogue.index.WheelhouseServer;
import dev.carrel.catalogue.index.WheelhouseServer.Off;
import dev.carrel.catalogue.index.WheelhouseServer.Serving;
import dev.carrel.catalogue.index.WheelhouseServer.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where builds take their packages from, as this site is set up. */
@ApplicationScoped
public class PackageSources {

  private final PackagesConfig config;
  private final IndexSources sources;
  private final WheelhouseServer wheelhouses;

  PackageSources(PackagesConfig config, IndexSources sources, WheelhouseServer wheelhouses) {
    this.config = config;
    this.sources = sources;
    this.wheelhouses = wheelhouses;
  }

  /**
   * Lets whoever is on the bridge of that gateway install from the wheelhouses, as builds do. What
   * they are to be given is {@link #forEnvironment}.
   */
  public void admit(String gateway) {
    wheelhouses.admit(gateway);
  }

  /** What a build that starts now is to be given. */
  public BuildSources forBuild() {
    return with(wheelhouses.attend());
  }

  /**
   * What an environment that starts now is to be given: as it was when it was last looked at, some
   * seconds ago, so that a launch need not ask the engine for it.
   */
  public BuildSources forEnvironment() {
    return with(wheelhouses.state() instanceof Serving known ? known : wheelhouses.attend());
  }

  private BuildSources with(WheelhouseServer.State wheelhouse) {
    List<String> indexes = new ArrayList<>(sources.indexUrls());
    List<String> trusted = new ArrayList<>(config.trustedHosts().orElse(List.of()));
    Optional<String> trouble = Optional.empty();
    switch (wheelhouse) {
      case Off ignored -> {}
      case Serving serving -> {
        indexes.add(serving.simpleIndex());
        // With its port: pip would otherwise trust whatever else that host serves.
        trusted.add(serving.host() + ":" + serving.port());
      }
      case Waiting waiting ->
          trouble = Optional.of(waiting.why() + " Packages come from the indexes alone.");
    }
    return new BuildSources(
        indexes, trusted, List.of(), config.aptMirror(), config.ubuntuMirror(), Map.of(), trouble);
  }
}
