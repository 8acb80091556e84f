package dev.carrel.engine.docker;

import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ChangeLog;
import com.github.dockerjava.api.model.Container;
import dev.carrel.engine.ContainerLog;
import dev.carrel.engine.ContainerMeter;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.ContainerUsage;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Containers;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.ExecResult;
import dev.carrel.engine.FileChange;
import dev.carrel.engine.Following;
import dev.carrel.engine.LogQuery;
import dev.carrel.engine.Terminal;
import dev.carrel.engine.TerminalListener;
import dev.carrel.engine.TerminalSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

final class DockerContainers implements Containers {

  private final Connection connection;
  private final Ownership ownership;
  private final BindRules binds;
  private final GivingProbe giving;
  private final OwnIds own = new OwnIds();

  DockerContainers(
      Connection connection, Ownership ownership, BindRules binds, GivingProbe giving) {
    this.connection = connection;
    this.ownership = ownership;
    this.binds = binds;
    this.giving = giving;
  }

  @Override
  public String create(ContainerSpec spec) {
    Stream.of(
            Stream.of(spec.workspace()),
            spec.home().stream().map(home -> home.source()),
            spec.files().stream().map(file -> file.source()))
        .flatMap(s -> s)
        .forEach(binds::check);
    requireImage(spec.imageId());
    spec.network().ifPresent(this::requireNetwork);
    CreateOrder order =
        new CreateOrder(
            spec, ownership.stamped(spec.labels()), GivenDevices.of(spec.devices(), giving));
    String id = connection.ask(client -> order.on(client).exec().getId());
    own.add(id);
    return id;
  }

  private void requireImage(String name) {
    if (own.hold(name)) {
      return;
    }
    var image = connection.ask(client -> client.inspectImageCmd(name).exec());
    ownership.require(
        image.getConfig() == null ? null : image.getConfig().getLabels(), "image " + name);
    own.add(image.getId());
  }

  /** The engine itself would find out at the start only; and nobody joins another's network. */
  private void requireNetwork(String name) {
    var network = connection.ask(client -> client.inspectNetworkCmd().withNetworkId(name).exec());
    ownership.require(network.getLabels(), "network " + name);
  }

  @Override
  public void start(String container) {
    String id = ownId(container);
    connection.tell(client -> ignoringUnchanged(() -> client.startContainerCmd(id).exec()));
  }

  @Override
  public void stop(String container, Duration grace) {
    String id = ownId(container);
    int seconds = Math.clamp(grace.toSeconds(), 0, 120);
    connection.tell(
        client -> ignoringUnchanged(() -> client.stopContainerCmd(id).withTimeout(seconds).exec()));
  }

  private static void ignoringUnchanged(Runnable step) {
    try {
      step.run();
    } catch (NotModifiedException e) {
      // It was so already.
    }
  }

  @Override
  public boolean remove(String container) {
    Optional<ContainerView> found = find(container);
    found.ifPresent(view -> removeById(view.id()));
    return found.isPresent();
  }

  private void removeById(String id) {
    try {
      connection.tell(
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (EngineRefused e) {
      boolean underWay = e.getMessage().contains("already in progress");
      if (e.reason() != Reason.ABSENT && !(underWay && goneSoon(id))) {
        throw e;
      }
    }
  }

  private boolean goneSoon(String id) {
    for (int i = 0; i < 100 && find(id).isPresent(); i++) {
      Pause.millis(100);
    }
    return find(id).isEmpty();
  }

  @Override
  public Optional<ContainerView> find(String container) {
    try {
      ContainerView view =
          ContainerReading.view(
              connection.ask(client -> client.inspectContainerCmd(container).exec()));
      // The engine also takes the beginning of an id; a name could be another's beginning.
      boolean meant = view.id().equals(container) || view.name().equals(container);
      if (!meant || !ownership.ours(view.labels())) {
        return Optional.empty();
      }
      own.add(view.id());
      return Optional.of(view);
    } catch (EngineRefused e) {
      if (e.reason() == Reason.ABSENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  ContainerView require(String container) {
    return find(container)
        .orElseThrow(() -> new EngineRefused(Reason.ABSENT, "there is no container " + container));
  }

  /** Asks only for what is not known by its id. Whether it is there the engine says next. */
  private String ownId(String container) {
    return own.hold(container) ? container : require(container).id();
  }

  @Override
  public List<ContainerView> list(Map<String, String> labels) {
    List<Container> found =
        connection.ask(
            client ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(ownership.stamped(labels))
                    .exec());
    // The list itself knows no exit codes.
    return InParallel.map(found, one -> find(one.getId())).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public ContainerState await(String container, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long pause = 20;
    ContainerState state = state(container);
    while ((state instanceof ContainerState.Running || state instanceof ContainerState.Paused)
        && System.nanoTime() < end) {
      Thread.sleep(pause);
      pause = Math.min(500, pause * 2);
      state = state(container);
    }
    return state;
  }

  @Override
  public List<FileChange> changes(String container) {
    String id = require(container).id();
    return connection.ask(client -> client.containerDiffCmd(id).exec()).stream()
        .map(DockerContainers::change)
        .toList();
  }

  private static FileChange change(ChangeLog change) {
    return new FileChange(FileChange.Kind.values()[change.getKind()], change.getPath());
  }

  @Override
  public Optional<ContainerUsage> usage(String container) {
    return require(container).state() instanceof ContainerState.Running
        ? UsageReading.of(connection, require(container).id())
        : Optional.empty();
  }

  @Override
  public Map<String, ContainerMeter> meters(Collection<String> containers) {
    return connection.host().local() ? CgroupMeters.OF_THIS_MACHINE.read(containers) : Map.of();
  }

  @Override
  public Following logs(String container, LogQuery query, Consumer<ContainerLog> listener) {
    return new DockerLog(connection).follow(require(container).id(), query, listener);
  }

  @Override
  public ExecResult exec(String container, List<String> command, Duration timeout) {
    return new DockerExec(connection).run(ownId(container), command, timeout);
  }

  @Override
  public Terminal openTerminal(String container, TerminalSpec spec, TerminalListener listener) {
    return DockerTerminal.open(connection, ownId(container), spec, listener);
  }
}
