package dev.carrel.environment;

import dev.carrel.engine.ContainerState.Running;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Engine;
import dev.carrel.engine.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks at the engine again and again: do two containers run that have one device? */
final class Lookout implements AutoCloseable {
  private final Engine engine;
  private final List<String> clashes = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean over;
  private volatile long looks;

  Lookout(Engine engine) {
    this.engine = engine;
    this.thread = Thread.ofPlatform().name("lookout").start(this::watch);
  }

  List<String> clashes() {
    return clashes;
  }

  long looks() {
    return looks;
  }

  private void watch() {
    while (!over) {
      Map<String, ContainerView> holders = new HashMap<>();
      for (ContainerView one : engine.containers().list(Map.of())) {
        if (one.state() instanceof Running) {
          for (String device : one.labels().getOrDefault(Labels.DEVICES, "").split(",")) {
            ContainerView other = device.isEmpty() ? null : holders.put(device, one);
            if (other != null && bothRun(other, one)) {
              clashes.add("%s is in %s and in %s".formatted(device, other.name(), one.name()));
            }
          }
        }
      }
      looks++;
      pause();
    }
  }

  /** The list is no snapshot: the first may have ended before the second began. */
  private boolean bothRun(ContainerView first, ContainerView second) {
    return same(first) && same(second) && same(first);
  }

  private boolean same(ContainerView seen) {
    return engine.containers().state(seen.id()).equals(seen.state());
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
