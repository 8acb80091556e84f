package dev.carrel.environment;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Runs the portal against the machine's container engine. */
public class RealEngine implements QuarkusTestProfile {
  static final String INSTANCE = "carrel-environment-it";

  /** The engine binds folders in it, so they must not lie below one that only root may pass. */
  static final String HOME = "/tmp/carrel-environment-it";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "carrel.engine.kind",
        "docker",
        "carrel.instance",
        INSTANCE,
        "carrel.home",
        HOME,
        "carrel.workspaces.root",
        HOME + "/workspaces");
  }
}
