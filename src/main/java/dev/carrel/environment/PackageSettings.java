package dev.carrel.environment;

import dev.carrel.catalogue.BuildSources;
import dev.carrel.catalogue.PackageSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets {@code pip install} in an environment find what a build finds. */
@ApplicationScoped
class PackageSettings {
  private final PackageSources sources;

  @Inject
  PackageSettings(PackageSources sources) {
    this.sources = sources;
  }

  /** Names that only builds can resolve are written as the addresses they stand for. */
  String pipConf() {
    BuildSources now = sources.forEnvironment();
    String conf = now.pipConf();
    for (var host : now.extraHosts().entrySet()) {
      conf = conf.replace(host.getKey(), host.getValue());
    }
    return conf;
  }
}
