package dev.carrel.environment;

import dev.carrel.engine.ContainerState;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Engine;
import dev.carrel.engine.Labels;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.gpu.Standing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares all rows with all containers: one list of each, however many there are. */
@ApplicationScoped
class Rounds {
  private final Environments environments;
  private final Engine engine;
  private final LeaseBook leases;
  private final WorkQueue queue;

  @Inject
  Rounds(Environments environments, Engine engine, LeaseBook leases, WorkQueue queue) {
    this.environments = environments;
    this.engine = engine;
    this.leases = leases;
    this.queue = queue;
  }

  /** Hands on whatever is not at rest, and containers of which no row knows. */
  void make() {
    due().forEach(queue::soon);
  }

  Set<Long> due() {
    // Containers first: one that is seen has its row by then, so none is taken for an orphan.
    Map<Long, ContainerView> containers = containers();
    List<EnvironmentRow> rows = QuarkusTransaction.requiringNew().call(environments::live);
    Map<Long, Standing> standings = leases.standings();
    Set<Long> due = new HashSet<>(containers.keySet());
    for (EnvironmentRow row : rows) {
      due.remove(row.id());
      DeviceState devices =
          DeviceKeeper.state(
              row,
              Optional.ofNullable(standings.get(row.id())),
              Optional.ofNullable(containers.get(row.id())));
      if (!atRest(row, devices, containers.get(row.id()))) {
        due.add(row.id());
      }
    }
    return due;
  }

  private static boolean atRest(EnvironmentRow row, DeviceState devices, ContainerView container) {
    ContainerState state = container == null ? new ContainerState.Gone() : container.state();
    var situation =
        new Situation(
            row.intent(),
            row.status(),
            row.imageEngineId().isPresent(),
            row.container().isPresent(),
            row.job().isPresent(),
            false,
            devices,
            state);
    return switch (situation.next()) {
      case Step.Nothing nothing -> true;
      case Step.Thawed thawed -> row.reason().isEmpty();
      case Step.AwaitDevices await ->
          devices.standing().filter(s -> s == Standing.State.WAITING).isPresent();
      default -> false;
    };
  }

  private Map<Long, ContainerView> containers() {
    Map<Long, ContainerView> containers = new HashMap<>();
    for (ContainerView container : engine.containers().list(Map.of())) {
      String label = container.labels().get(Labels.ENVIRONMENT);
      if (label != null && label.matches("\\d{1,18}")) {
        containers.put(Long.valueOf(label), container);
      }
    }
    return containers;
  }
}
