package dev.carrel.engine.docker;

import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import dev.carrel.engine.DeviceGrant;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.Giving;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The devices of one container in the engine's words.
 *
 * <p>{@value #VISIBLE} is set on every container, on those without devices too: NVIDIA's runtime,
 * where it is the engine's default one, goes by it, and CUDA images come with the value {@code
 * all}. What is set here wins over the image's and the user's.
 */
record GivenDevices(List<String> uuids, Giving giving) {

  private static final String VISIBLE = "NVIDIA_VISIBLE_DEVICES";
  private static final String VENDOR = "nvidia.com/gpu=";

  /** Computing and nvidia-smi; neither graphics nor video. */
  private static final List<String> CAPABILITIES = List.of("gpu", "compute", "utility");

  /** Asks how the engine gives devices only where there are some. */
  static GivenDevices of(List<DeviceGrant> grants, GivingProbe probe) {
    if (grants.isEmpty()) {
      return new GivenDevices(List.of(), Giving.NONE);
    }
    Giving giving = probe.found();
    if (giving == Giving.NONE) {
      throw new EngineRefused(
          Reason.FAILED,
          "This engine cannot give GPUs to containers: it has no NVIDIA Container Toolkit.");
    }
    return new GivenDevices(grants.stream().map(DeviceGrant::device).toList(), giving);
  }

  Map<String, String> environment(Map<String, String> wanted) {
    Map<String, String> all = new TreeMap<>(wanted);
    // CDI does it all by itself, and the runtime must not add to it.
    all.put(VISIBLE, uuids.isEmpty() || giving == Giving.CDI ? "void" : String.join(",", uuids));
    if (giving == Giving.NVIDIA_RUNTIME) {
      all.put("NVIDIA_DRIVER_CAPABILITIES", "compute,utility");
    }
    return all;
  }

  HostConfig on(HostConfig config) {
    return switch (giving) {
      case NONE -> config;
      case CDI ->
          config.withDeviceRequests(
              List.of(
                  new DeviceRequest()
                      .withDriver("cdi")
                      .withDeviceIds(uuids.stream().map(uuid -> VENDOR + uuid).toList())));
      case DEVICE_REQUEST ->
          config.withDeviceRequests(
              List.of(
                  new DeviceRequest()
                      .withDriver("")
                      .withCount(0)
                      .withDeviceIds(uuids)
                      .withCapabilities(List.of(CAPABILITIES))));
      case NVIDIA_RUNTIME -> config.withRuntime("nvidia");
    };
  }
}
