package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carrel.engine.ContainerUsage;
import java.util.Optional;

/** Reads a container's statistics, as the Docker CLI computes them. */
final class UsageReading {

  private UsageReading() {}

  static Optional<ContainerUsage> of(Connection connection, String id) {
    JsonNode now = connection.read("/containers/" + id + "/stats?stream=false");
    JsonNode cpu = now.path("cpu_stats");
    JsonNode before = now.path("precpu_stats");
    long busy = total(cpu) - total(before);
    long all = cpu.path("system_cpu_usage").asLong() - before.path("system_cpu_usage").asLong();
    double cpus = all > 0 ? (double) busy / all * cpu.path("online_cpus").asInt(1) : 0;
    JsonNode memory = now.path("memory_stats");
    // The page cache is the kernel's to give back: cgroup v1 and v2 name it differently.
    JsonNode stats = memory.path("stats");
    long cache = stats.path("total_inactive_file").asLong(stats.path("inactive_file").asLong());
    return Optional.of(
        new ContainerUsage(
            cpus,
            Math.max(0, memory.path("usage").asLong() - cache),
            now.path("pids_stats").path("current").asLong()));
  }

  private static long total(JsonNode cpu) {
    return cpu.path("cpu_usage").path("total_usage").asLong();
  }
}
