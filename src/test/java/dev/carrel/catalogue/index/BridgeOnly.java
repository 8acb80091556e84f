package dev.carrel.catalogue.index;

import dev.carrel.engine.Containers;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineInfo;
import dev.carrel.engine.Following;
import dev.carrel.engine.ImageBuilder;
import dev.carrel.engine.ImageStore;
import dev.carrel.engine.NetworkSpec;
import dev.carrel.engine.NetworkView;
import dev.carrel.engine.Networks;
import java.util.Optional;
import java.util.function.Consumer;

/** An engine that has nothing but a bridge for builds. */
final class BridgeOnly implements Engine, Networks {
  Optional<String> gateway;

  BridgeOnly(Optional<String> gateway) {
    this.gateway = gateway;
  }

  @Override
  public Networks networks() {
    return this;
  }

  @Override
  public Optional<String> buildGateway() {
    return gateway;
  }

  @Override
  public Optional<NetworkView> find(String name) {
    return Optional.empty();
  }

  @Override
  public boolean remove(String name) {
    return false;
  }

  @Override
  public void close() {}

  @Override
  public NetworkView ensure(NetworkSpec spec) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EngineInfo info() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ImageStore images() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ImageBuilder builder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Containers containers() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Following events(Consumer<EngineEvent> listener) {
    throw new UnsupportedOperationException();
  }
}
