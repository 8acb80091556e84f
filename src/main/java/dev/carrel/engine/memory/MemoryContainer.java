package dev.carrel.engine.memory;

import dev.carrel.engine.ContainerLog;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.DeviceGrant;
import dev.carrel.engine.OutputStreamName;
import dev.carrel.engine.VirtualFollowing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/** One container: its state, its first process, its log, its files. */
final class MemoryContainer {

  private static final int TERMINATED = 143;

  final String id;
  final ContainerSpec spec;
  final Map<String, String> labels;
  final World world;
  final List<ContainerLog.Line> log = new CopyOnWriteArrayList<>();
  final List<AutoCloseable> attached = new CopyOnWriteArrayList<>();
  private final Instant created = Instant.now();
  private ContainerState state = new ContainerState.Created();
  private Instant started = Instant.EPOCH;
  private VirtualFollowing process;

  MemoryContainer(String id, ContainerSpec spec, Map<String, String> labels) {
    this.id = id;
    this.spec = spec;
    this.labels = labels;
    List<World.Mount> mounts = new ArrayList<>();
    mounts.add(new World.Mount(ContainerSpec.WORKSPACE, spec.workspace()));
    spec.home().ifPresent(home -> mounts.add(new World.Mount(home.target(), home.source())));
    spec.files().forEach(file -> mounts.add(new World.Mount(file.target(), file.source())));
    Map<String, String> environment = new TreeMap<>(spec.environment());
    environment.put("CARREL_UID", Integer.toString(spec.user().uid()));
    environment.put("NVIDIA_VISIBLE_DEVICES", visible(spec.devices()));
    world =
        new World(
            environment,
            spec.environment().getOrDefault("USER", "user"),
            spec.hostname(),
            mounts,
            millis -> false);
  }

  private static String visible(List<DeviceGrant> devices) {
    return devices.isEmpty()
        ? "void"
        : devices.stream().map(DeviceGrant::device).collect(Collectors.joining(","));
  }

  synchronized ContainerState state() {
    return state;
  }

  /** How long it has been running. */
  synchronized Duration age() {
    return Duration.between(started, Instant.now());
  }

  synchronized boolean running() {
    return state instanceof ContainerState.Running;
  }

  synchronized ContainerView view() {
    return new ContainerView(
        id,
        spec.name(),
        spec.imageId(),
        labels,
        created,
        state,
        running() && spec.network().isPresent() ? Optional.of("10.0.0.2") : Optional.empty());
  }

  /** Harmless if it runs already. {@code died} hears of an end that the process finds by itself. */
  synchronized void start(Runnable running, ObjIntConsumer<MemoryContainer> died) {
    if (running()) {
      return;
    }
    started = Instant.now();
    state = new ContainerState.Running(started);
    running.run();
    process =
        VirtualFollowing.start(
            "memory-container",
            self -> {
              int exit = play(self);
              if (!self.closed() && end(exit, false)) {
                died.accept(this, exit);
              }
            });
  }

  private int play(VirtualFollowing self) {
    World mine = world.with(Map.of(), self::pause);
    return new TinyShell(mine, this::print).command(spec.command());
  }

  private void print(OutputStreamName stream, byte[] bytes) {
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      log.add(new ContainerLog.Line(Instant.now(), stream, line));
    }
  }

  synchronized void freeze(boolean paused) {
    state = paused ? new ContainerState.Paused() : new ContainerState.Running(started);
  }

  /** False if it did not run. */
  boolean stop() {
    return end(TERMINATED, false);
  }

  boolean end(int exitCode, boolean outOfMemory) {
    synchronized (this) {
      if (state instanceof ContainerState.Exited || state instanceof ContainerState.Created) {
        return false;
      }
      state = new ContainerState.Exited(exitCode, outOfMemory, Instant.now());
      process.close();
    }
    for (AutoCloseable one : attached) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return true;
  }
}
