package dev.carrel.gpu.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What was seen, oldest first; each answer is one statement. The finer the more recent. */
@ApplicationScoped
public class History {
  /** How often everything is read. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  private final DeviceSamples devices;
  private final EnvironmentSamples environments;

  @Inject
  History(DeviceSamples devices, EnvironmentSamples environments) {
    this.devices = devices;
    this.environments = environments;
  }

  public List<DevicePoint> device(long device, Instant from, Instant to) {
    return devices.of(device, from, to).stream().map(DeviceSamples.Row::point).toList();
  }

  /** Of all devices that were read then. */
  public Map<Long, List<DevicePoint>> devices(Instant from, Instant to) {
    return grouped(devices.between(from, to), DeviceSamples.Row::device, DeviceSamples.Row::point);
  }

  public List<EnvironmentPoint> environment(long environment, Instant from, Instant to) {
    return environments.of(environment, from, to).stream()
        .map(EnvironmentSamples.Row::point)
        .toList();
  }

  /** Of all environments that held a device then, while they held it. */
  public Map<Long, List<EnvironmentPoint>> withDevices(Instant from, Instant to) {
    return grouped(
        environments.withDevices(from, to),
        EnvironmentSamples.Row::environment,
        EnvironmentSamples.Row::point);
  }

  /** The same for long times: one environment after the other, so that never all are in memory. */
  public void eachWithDevices(
      Instant from, Instant to, BiConsumer<Long, List<EnvironmentPoint>> taker) {
    var group = new Group(taker);
    environments.eachWithDevices(from, to, group::add);
    group.end();
  }

  /** Hands on what came in a row of one environment. */
  private static final class Group {
    private final BiConsumer<Long, List<EnvironmentPoint>> taker;
    private List<EnvironmentPoint> points = new ArrayList<>();
    private long environment;

    Group(BiConsumer<Long, List<EnvironmentPoint>> taker) {
      this.taker = taker;
    }

    void add(EnvironmentSamples.Row row) {
      if (row.environment() != environment) {
        end();
        environment = row.environment();
      }
      points.add(row.point());
    }

    void end() {
      if (!points.isEmpty()) {
        taker.accept(environment, points);
        points = new ArrayList<>();
      }
    }
  }

  private static <R, P> Map<Long, List<P>> grouped(
      List<R> rows, Function<R, Long> key, Function<R, P> point) {
    Map<Long, List<P>> groups = new LinkedHashMap<>();
    for (R row : rows) {
      groups.computeIfAbsent(key.apply(row), k -> new ArrayList<>()).add(point.apply(row));
    }
    return groups;
  }
}
