package dev.carrel.build;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Runs the portal's builds on the machine's container engine. */
public class RealBuilds implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "carrel.engine.kind", "docker",
        "carrel.instance", "carrel-build-it",
        "carrel.home", "/tmp/carrel-build-it",
        "carrel.builds.size-limit", "40M",
        "carrel.builds.time-limit", "45S");
  }
}
