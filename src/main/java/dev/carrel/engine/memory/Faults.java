package dev.carrel.engine.memory;

import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Giving;
import dev.carrel.engine.PullProblem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trouble to order. All of it can be taken back by {@link #none()}. */
public final class Faults {

  private final MemoryEngine engine;
  private final Map<String, PullProblem> registry = new ConcurrentHashMap<>();
  private volatile boolean absent;
  private volatile boolean full;
  private volatile Duration delay = Duration.ZERO;
  private volatile Giving giving = Giving.DEVICE_REQUEST;

  Faults(MemoryEngine engine) {
    this.engine = engine;
  }

  /** The engine stops, or comes back. Its containers go on meanwhile, unseen. */
  public void absent(boolean value) {
    absent = value;
    engine.memoryEvents().wake();
  }

  /** Every operation takes so much longer. */
  public void slow(Duration value) {
    delay = value;
  }

  /** Builds and pulls find no space. */
  public void diskFull(boolean value) {
    full = value;
  }

  /** How devices are given from now on; {@code NONE} as on an engine without NVIDIA's toolkit. */
  public void giving(Giving value) {
    giving = value;
  }

  /** The registry answers so for references that start with the prefix. */
  public void registry(String prefix, PullProblem problem) {
    registry.put(prefix, problem);
  }

  /** Somebody removes an image by hand, whatever uses it. */
  public void loseImage(String referenceOrId) {
    engine.memoryImages().lose(referenceOrId);
  }

  /** Somebody kills a container by hand, or (137 and out of memory) the kernel does. */
  public void kill(String container, int exitCode, boolean outOfMemory) {
    engine.memoryContainers().kill(container, exitCode, outOfMemory);
  }

  /** Somebody removes a container by hand. */
  public void loseContainer(String container) {
    engine.memoryContainers().lose(container);
  }

  /** Somebody freezes or thaws a container by hand. */
  public void pause(String container, boolean paused) {
    engine.memoryContainers().pause(container, paused);
  }

  public void none() {
    registry.clear();
    full = false;
    delay = Duration.ZERO;
    giving = Giving.DEVICE_REQUEST;
    absent(false);
  }

  boolean isAbsent() {
    return absent;
  }

  Giving giving() {
    return giving;
  }

  boolean isFull() {
    return full;
  }

  EngineUnavailable unavailable() {
    return new EngineUnavailable(
        "The simulated engine is switched off.", "Switch it on again.", null);
  }

  PullProblem problem(String reference) {
    return registry.entrySet().stream()
        .filter(entry -> reference.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  void check() {
    if (!delay.isZero()) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EngineRefused(EngineRefused.Reason.FAILED, "interrupted", e);
      }
    }
    if (absent) {
      throw unavailable();
    }
  }
}
