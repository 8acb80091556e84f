package dev.carrel.environment;

import dev.carrel.engine.ContainerState;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Labels;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings what is wanted of an environment and what the engine has together, one step at a time.
 *
 * <p>Nothing is remembered between steps: each looks at the row and at the engine anew. So it does
 * not matter where an earlier attempt was cut off, nor who changed what meanwhile.
 */
@ApplicationScoped
class Reconciler {
  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  /** More than any way from one state to another takes; a guard against turning in a circle. */
  private static final int MOST_STEPS = 12;

  private final Environments environments;
  private final EnvironmentClaims claims;
  private final Engine engine;
  private final DeviceKeeper devices;
  private final Steps steps;

  @Inject
  Reconciler(
      Environments environments,
      EnvironmentClaims claims,
      Engine engine,
      DeviceKeeper devices,
      Steps steps) {
    this.environments = environments;
    this.claims = claims;
    this.engine = engine;
    this.devices = devices;
    this.steps = steps;
  }

  /**
   * @return false if another replica is at it: ask again soon
   * @throws EngineUnavailable if the engine is away; the row is as it was
   */
  boolean reconcile(long environment) {
    return claims.during(environment, () -> bringTogether(environment));
  }

  private void bringTogether(long environment) {
    boolean tried = false;
    for (int i = 0; i < MOST_STEPS; i++) {
      Optional<Look> look = look(environment, tried);
      if (look.isEmpty()) {
        removeOrphans(environment);
        return;
      }
      Step step = look.get().situation().next();
      LOG.debugf("%s: %s", look.get().row(), step);
      if (!steps.take(step, look.get())) {
        return;
      }
      tried |= step instanceof Step.Create || step instanceof Step.Start;
    }
    LOG.warnf("Environment %d does not come to rest; it is looked at again later", environment);
  }

  /** What is known at one moment. */
  record Look(EnvironmentRow row, Optional<ContainerView> container, Situation situation) {}

  private Optional<Look> look(long environment, boolean tried) {
    return QuarkusTransaction.requiringNew()
        .call(() -> environments.findByIdOptional(environment))
        .filter(row -> row.status() != Status.RETIRED)
        .map(
            row -> {
              Optional<ContainerView> container = container(row);
              return new Look(row, container, situation(row, container, tried));
            });
  }

  /** By what the row knows; else by its label, which tells of one that was made before a crash. */
  private Optional<ContainerView> container(EnvironmentRow row) {
    return row.container()
        .flatMap(engine.containers()::find)
        .or(() -> containers(row.id()).stream().findFirst());
  }

  private Situation situation(
      EnvironmentRow row, Optional<ContainerView> container, boolean tried) {
    return new Situation(
        row.intent(),
        row.status(),
        row.imageEngineId().isPresent(),
        row.container().isPresent(),
        row.job().isPresent(),
        tried,
        devices.state(row, container),
        container.map(ContainerView::state).orElseGet(ContainerState.Gone::new));
  }

  private List<ContainerView> containers(long environment) {
    return engine.containers().list(Map.of(Labels.ENVIRONMENT, Long.toString(environment)));
  }

  private void removeOrphans(long environment) {
    for (ContainerView orphan : containers(environment)) {
      LOG.infof("Removing container %s, of which no environment knows", orphan.name());
      engine.containers().remove(orphan.id());
    }
  }
}
