package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.account.AccountBook;
import dev.carrel.database.Signals;
import dev.carrel.engine.Engine;
import dev.carrel.environment.network.NetworkOnEngine;
import dev.carrel.workspace.Workspaces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import javax.sql.DataSource;

/** Reconcilers on engines that a test brings along, with the application's own kept away. */
@ApplicationScoped
class ReconcilerFixture {
  @Inject Environments environments;
  @Inject EnvironmentClaims claims;
  @Inject DataSource dataSource;
  @Inject AccountBook accounts;
  @Inject Workspaces workspaces;
  @Inject NetworkOnEngine networks;
  @Inject PackageSettings packages;
  @Inject DeviceKeeper devices;
  @Inject ImageChoice images;
  @Inject EnvironmentConfig config;
  @Inject Signals signals;
  @Inject Endings endings;
  @Inject Clock clock;

  /** Takes no claim, since the test holds it. */
  Reconciler on(Engine engine) {
    var free =
        new EnvironmentClaims(dataSource) {
          @Override
          boolean during(long environment, Runnable work) {
            work.run();
            return true;
          }
        };
    var plans = new ContainerPlan(workspaces, networks.of(engine), packages, config);
    var steps =
        new Steps(
            environments,
            engine,
            accounts,
            plans,
            devices,
            images,
            config,
            signals,
            endings,
            clock);
    return new Reconciler(environments, free, engine, devices, steps);
  }

  /** Keeps the application's own reconciler away from what the work launches first. */
  void alone(Runnable work) {
    long next =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    (Long)
                        environments
                            .getEntityManager()
                            .createNativeQuery(
                                "select case when is_called then last_value + 1 else last_value end from environment_id_seq",
                                Long.class)
                            .getSingleResult());
    assertThat(claims.during(next, work)).isTrue();
  }
}
