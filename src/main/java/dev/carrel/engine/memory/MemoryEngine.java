package dev.carrel.engine.memory;

import dev.carrel.engine.Containers;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineInfo;
import dev.carrel.engine.Following;
import dev.carrel.engine.ImageBuilder;
import dev.carrel.engine.ImageStore;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.Networks;
import java.util.List;
import java.util.function.Consumer;

/**
 * An engine in memory. It holds the image {@link #BUSYBOX} at the start; every other reference can
 * be pulled from its registry, save those that {@link Faults} names. A Dockerfile's {@code RUN}
 * lines, commands and terminals are played by a tiny shell that knows a dozen words, among them
 * {@code echo}, {@code sleep}, {@code false}, {@code exit}, {@code cat}, {@code touch} and {@code
 * seq}; files below the workspace and the home are real ones.
 */
public final class MemoryEngine implements Engine {

  /** The image that is there at once. */
  public static final String BUSYBOX = "carrel-test/busybox:1";

  private final Faults faults = new Faults(this);
  private final MemoryEvents events = new MemoryEvents(faults);
  private final MemoryImages images;
  private final MemoryBuilder builder;
  private final MemoryNetworks networks;
  private final MemoryContainers containers;

  public MemoryEngine(InstanceId instance) {
    images = new MemoryImages(instance, faults, events);
    builder = new MemoryBuilder(images, faults);
    networks = new MemoryNetworks(instance, faults);
    containers = new MemoryContainers(instance, faults, events, images, networks);
  }

  /** What can go wrong, for tests to make it so. */
  public Faults faults() {
    return faults;
  }

  @Override
  public EngineInfo info() {
    faults.check();
    return new EngineInfo(
        "memory", "memory", "1.0", "1.0", "memory", "2", 8, 32L << 30, List.of(), faults.giving());
  }

  /** The UUIDs of the devices that a container has; none if it is not there. */
  public List<String> devices(String container) {
    return containers.devices(container);
  }

  @Override
  public ImageStore images() {
    return images;
  }

  @Override
  public ImageBuilder builder() {
    return builder;
  }

  @Override
  public Containers containers() {
    return containers;
  }

  @Override
  public Networks networks() {
    return networks;
  }

  @Override
  public Following events(Consumer<EngineEvent> listener) {
    return events.follow(listener);
  }

  @Override
  public void close() {
    events.close();
    containers.close();
  }

  MemoryImages memoryImages() {
    return images;
  }

  MemoryContainers memoryContainers() {
    return containers;
  }

  MemoryEvents memoryEvents() {
    return events;
  }
}
