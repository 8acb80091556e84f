package dev.carrel.environment;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Runs the portal against a real engine of its own that gives devices. */
public class GpuEngine implements QuarkusTestProfile {
  /** The engine binds folders in it, so they must not lie below one that only root may pass. */
  static final String HOME = "/tmp/carrel-gpu-it";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "carrel.engine.kind",
        "docker",
        "carrel.instance",
        "carrel-gpu-it",
        "carrel.home",
        HOME,
        "carrel.workspaces.root",
        HOME + "/workspaces",
        // The engine has a network namespace of its own, which the portal's filters do not reach.
        "carrel.network.shield",
        "off");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(HookedEngine.class));
  }
}
