package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Version;
import dev.carrel.engine.Containers;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineInfo;
import dev.carrel.engine.Following;
import dev.carrel.engine.ImageBuilder;
import dev.carrel.engine.ImageStore;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.Networks;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The Docker engine, from 20.10 on. */
final class DockerEngine implements Engine {

  private final Connection connection;
  private final DockerImages images;
  private final DockerBuilder builder;
  private final DockerContainers containers;
  private final DockerNetworks networks;
  private final DockerEvents events;
  private final GivingProbe giving;

  DockerEngine(DockerHost host, InstanceId instance, List<Path> bindRoots) {
    connection = new Connection(host);
    Ownership ownership = new Ownership(instance);
    images = new DockerImages(connection, ownership);
    builder = new DockerBuilder(connection, ownership);
    giving = new GivingProbe(connection, ownership);
    containers = new DockerContainers(connection, ownership, new BindRules(bindRoots), giving);
    networks = new DockerNetworks(connection, ownership);
    events = new DockerEvents(connection, ownership);
  }

  @Override
  public EngineInfo info() {
    Version version = connection.ask(client -> client.versionCmd().exec());
    JsonNode info = connection.read("/info");
    return new EngineInfo(
        "docker",
        connection.host().toString(),
        version.getVersion(),
        connection.apiVersion(),
        info.path("Driver").asText(),
        info.path("CgroupVersion").asText("1"),
        info.path("NCPU").asInt(),
        info.path("MemTotal").asLong(),
        GivingProbe.discovered(info),
        giving.found(info));
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
    connection.close();
  }

  /** The engine's own answer to a plain question, for tests. */
  JsonNode raw(String path) {
    return connection.read(path);
  }
}
