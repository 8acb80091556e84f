package dev.carrel.engine.memory;

import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.NetworkSpec;
import dev.carrel.engine.NetworkView;
import dev.carrel.engine.Networks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

final class MemoryNetworks implements Networks {

  private final Map<String, NetworkView> byName = new HashMap<>();
  private final InstanceId instance;
  private final Faults faults;
  private Predicate<String> used = name -> false;

  MemoryNetworks(InstanceId instance, Faults faults) {
    this.instance = instance;
    this.faults = faults;
  }

  void usedBy(Predicate<String> containers) {
    used = containers;
  }

  @Override
  public synchronized NetworkView ensure(NetworkSpec spec) {
    faults.check();
    NetworkView wanted =
        new NetworkView(
            Reference.hash(instance + spec.name()).substring(7),
            spec.name(),
            spec.bridge(),
            spec.subnet(),
            spec.subnet().replaceAll("\\d+/\\d+$", "1"));
    if (!wanted.equals(byName.get(spec.name()))) {
      requireUnused(spec.name());
      byName.put(spec.name(), wanted);
    }
    return wanted;
  }

  @Override
  public synchronized Optional<NetworkView> find(String name) {
    faults.check();
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public synchronized boolean remove(String name) {
    faults.check();
    requireUnused(name);
    return byName.remove(name) != null;
  }

  @Override
  public Optional<String> buildGateway() {
    faults.check();
    return Optional.of("172.17.0.1");
  }

  private void requireUnused(String name) {
    if (used.test(name)) {
      throw new EngineRefused(Reason.IN_USE, "containers are on network " + name);
    }
  }
}
