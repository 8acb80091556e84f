package dev.carrel.engine.memory;

import dev.carrel.engine.ContainerLog;
import dev.carrel.engine.ContainerMeter;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.ContainerUsage;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Containers;
import dev.carrel.engine.DeviceGrant;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineEvent.Change;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.ExecResult;
import dev.carrel.engine.FileChange;
import dev.carrel.engine.Following;
import dev.carrel.engine.Giving;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.Labels;
import dev.carrel.engine.LogQuery;
import dev.carrel.engine.Terminal;
import dev.carrel.engine.TerminalListener;
import dev.carrel.engine.TerminalSpec;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

final class MemoryContainers implements Containers {

  private final Map<String, MemoryContainer> byId = new ConcurrentHashMap<>();
  private final InstanceId instance;
  private final Faults faults;
  private final MemoryEvents events;
  private final MemoryImages images;
  private final MemoryNetworks networks;

  MemoryContainers(
      InstanceId instance,
      Faults faults,
      MemoryEvents events,
      MemoryImages images,
      MemoryNetworks networks) {
    this.instance = instance;
    this.faults = faults;
    this.events = events;
    this.images = images;
    this.networks = networks;
    images.usedBy(id -> byId.values().stream().anyMatch(c -> c.spec.imageId().equals(id)));
    networks.usedBy(
        name -> byId.values().stream().anyMatch(c -> c.spec.network().equals(Optional.of(name))));
  }

  @Override
  public synchronized String create(ContainerSpec spec) {
    faults.check();
    images.require(spec.imageId());
    requireParts(spec);
    if (lookUp(spec.name()).isPresent()) {
      throw new EngineRefused(Reason.NAME_TAKEN, "there is a container " + spec.name());
    }
    Map<String, String> labels = new TreeMap<>(spec.labels());
    labels.put(Labels.INSTANCE, instance.value());
    String id = Reference.hash(UUID.randomUUID().toString()).substring(7);
    MemoryContainer container = new MemoryContainer(id, spec, labels);
    byId.put(id, container);
    tell(container, Change.CREATED, OptionalInt.empty());
    return id;
  }

  private void requireParts(ContainerSpec spec) {
    if (!spec.devices().isEmpty() && faults.giving() == Giving.NONE) {
      throw new EngineRefused(Reason.FAILED, "the simulated engine gives no devices");
    }
    if (!Files.isDirectory(spec.workspace())) {
      throw new EngineRefused(Reason.ABSENT, "there is no folder " + spec.workspace());
    }
    spec.network()
        .filter(name -> networks.find(name).isEmpty())
        .ifPresent(
            name -> {
              throw new EngineRefused(Reason.ABSENT, "there is no network " + name);
            });
  }

  @Override
  public void start(String container) {
    MemoryContainer found = require(container);
    if (images.lookUp(found.spec.imageId()).isEmpty()) {
      throw new EngineRefused(Reason.ABSENT, "there is no image " + found.spec.imageId());
    }
    found.start(
        () -> tell(found, Change.STARTED, OptionalInt.empty()),
        (one, exit) -> tell(one, Change.DIED, OptionalInt.of(exit)));
  }

  @Override
  public void stop(String container, Duration grace) {
    MemoryContainer found = require(container);
    if (found.stop()) {
      tellDied(found);
    }
  }

  @Override
  public boolean remove(String container) {
    faults.check();
    return lose(container);
  }

  boolean lose(String container) {
    Optional<MemoryContainer> found = lookUp(container);
    found.ifPresent(
        one -> {
          if (one.end(137, false)) {
            tellDied(one);
          }
          byId.remove(one.id);
          tell(one, Change.DESTROYED, OptionalInt.empty());
        });
    return found.isPresent();
  }

  @Override
  public Optional<ContainerView> find(String container) {
    faults.check();
    return lookUp(container).map(MemoryContainer::view);
  }

  @Override
  public List<ContainerView> list(Map<String, String> labels) {
    faults.check();
    return byId.values().stream()
        .filter(one -> one.labels.entrySet().containsAll(labels.entrySet()))
        .map(MemoryContainer::view)
        .toList();
  }

  @Override
  public ContainerState await(String container, Duration time) throws InterruptedException {
    Instant end = Instant.now().plus(time);
    while (state(container) instanceof ContainerState.Running && Instant.now().isBefore(end)) {
      Thread.sleep(5);
    }
    return state(container);
  }

  @Override
  public List<FileChange> changes(String container) {
    return require(container).world.files.keySet().stream()
        .map(path -> new FileChange(FileChange.Kind.ADDED, path))
        .toList();
  }

  @Override
  public Optional<ContainerUsage> usage(String container) {
    return require(container).running()
        ? Optional.of(new ContainerUsage(0.1, 10L << 20, 2))
        : Optional.empty();
  }

  /** Busy for a tenth of a processor ever since it started. */
  @Override
  public Map<String, ContainerMeter> meters(Collection<String> containers) {
    Map<String, ContainerMeter> meters = new TreeMap<>();
    for (String id : containers) {
      lookUp(id)
          .filter(MemoryContainer::running)
          .ifPresent(
              found ->
                  meters.put(
                      id,
                      new ContainerMeter(
                          found.age().dividedBy(10), 10L << 20, Optional.of(0L), Optional.of(0L))));
    }
    return meters;
  }

  @Override
  public Following logs(String container, LogQuery query, Consumer<ContainerLog> listener) {
    MemoryContainer found = require(container);
    return MemoryLog.follow(found, query, listener);
  }

  @Override
  public ExecResult exec(String container, List<String> command, Duration timeout) {
    return new MemoryExec(requireRunning(container)).run(command, timeout);
  }

  @Override
  public Terminal openTerminal(String container, TerminalSpec spec, TerminalListener listener) {
    return MemoryTerminal.open(requireRunning(container), spec, listener);
  }

  List<String> devices(String container) {
    return lookUp(container).stream()
        .flatMap(one -> one.spec.devices().stream())
        .map(DeviceGrant::device)
        .toList();
  }

  void kill(String container, int exitCode, boolean outOfMemory) {
    MemoryContainer found = lookUp(container).orElseThrow();
    if (outOfMemory) {
      tell(found, Change.OUT_OF_MEMORY, OptionalInt.empty());
    }
    if (found.end(exitCode, outOfMemory)) {
      tellDied(found);
    }
  }

  void pause(String container, boolean paused) {
    MemoryContainer found = lookUp(container).orElseThrow();
    found.freeze(paused);
    tell(found, paused ? Change.PAUSED : Change.RESUMED, OptionalInt.empty());
  }

  void close() {
    byId.values().forEach(MemoryContainer::stop);
  }

  private MemoryContainer require(String container) {
    faults.check();
    return lookUp(container)
        .orElseThrow(() -> new EngineRefused(Reason.ABSENT, "there is no container " + container));
  }

  private MemoryContainer requireRunning(String container) {
    MemoryContainer found = require(container);
    if (!found.running()) {
      throw new EngineRefused(Reason.IN_USE, "container " + container + " does not run");
    }
    return found;
  }

  private Optional<MemoryContainer> lookUp(String container) {
    return byId.values().stream()
        .filter(one -> one.id.equals(container) || one.spec.name().equals(container))
        .findFirst();
  }

  private void tellDied(MemoryContainer container) {
    int exit = container.state() instanceof ContainerState.Exited exited ? exited.exitCode() : -1;
    tell(container, Change.DIED, OptionalInt.of(exit));
  }

  private void tell(MemoryContainer container, Change change, OptionalInt exitCode) {
    events.send(
        new EngineEvent.ContainerChanged(
            container.id,
            container.spec.name(),
            container.labels,
            change,
            exitCode,
            Instant.now()));
  }
}
