package dev.carrel.environment;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/** Runs the portal against the machine's container engine. */
public class RealEngine implements QuarkusTestProfile {
  static final String INSTANCE = "carrel-environment-it";

  @Override
  public Map<String, String> getConfigOverrides() {
    // The engine binds these folders, and they must not lie below one that only root may pass.
    Path home = Path.of("/tmp/carrel-environment-it");
    return Map.of(
        "carrel.engine.kind",
        "docker",
        "carrel.instance",
        INSTANCE,
        "carrel.home",
        home.toString(),
        "carrel.workspaces.root",
        home.resolve("workspaces").toString());
  }
}
