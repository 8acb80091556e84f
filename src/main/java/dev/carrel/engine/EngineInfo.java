package dev.carrel.engine;

import java.util.List;

/**
 * What an engine says of itself.
 *
 * @param kind the adapter: {@code docker} or {@code memory}
 * @param address where it is called
 * @param version its own version, like {@code 28.5.2}
 * @param apiVersion the negotiated one, like {@code 1.41}
 * @param storage the storage driver, like {@code overlay2}
 * @param cgroups {@code 1} or {@code 2}
 * @param cpus logical processors
 * @param memory bytes
 * @param devices ids of GPUs that it says it knows; empty where it does not say
 * @param giving how it gives them to containers
 */
public record EngineInfo(
    String kind,
    String address,
    String version,
    String apiVersion,
    String storage,
    String cgroups,
    int cpus,
    long memory,
    List<String> devices,
    Giving giving) {

  public EngineInfo {
    devices = List.copyOf(devices);
  }
}
