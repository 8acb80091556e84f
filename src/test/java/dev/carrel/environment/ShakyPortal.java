package dev.carrel.environment;

import dev.carrel.account.AccountBook;
import dev.carrel.database.Signals;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Engine;
import dev.carrel.gpu.DueDates;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.gpu.Turns;
import dev.carrel.notice.Notices;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

/**
 * Portals that share the database and the engine with the application's own, and are killed: at a
 * call to the engine, just before or just after it, or in a transaction that changes leases, before
 * or after the change.
 */
@ApplicationScoped
class ShakyPortal {
  /** More calls than any way takes: where fewer are made nobody is killed. */
  private static final int MOST_CALLS = 40;

  @Inject Environments environments;
  @Inject EnvironmentClaims claims;
  @Inject Engine engine;
  @Inject AccountBook accounts;
  @Inject ContainerPlan plans;
  @Inject ImageChoice images;
  @Inject EnvironmentConfig config;
  @Inject LeaseBook leases;
  @Inject Turns turns;
  @Inject DueDates dueDates;
  @Inject Notices notices;
  @Inject Signals signals;
  @Inject Event<EnvironmentStopped> stopped;
  @Inject Event<EnvironmentRetired> retired;
  @Inject Clock clock;

  /**
   * Brings an environment and the engine together, or dies.
   *
   * @return whether it was killed
   */
  boolean reconcile(long environment, Random random) {
    Engine any =
        new CrashingEngine(engine, 1 + random.nextInt(MOST_CALLS), random.nextBoolean()).engine();
    try {
      reconciler(any, new ShakyKeeper(leases, turns, dueDates, notices, signals, random))
          .reconcile(environment);
      return false;
    } catch (CrashingEngine.Killed killed) {
      return true;
    } catch (QuarkusTransactionException undone) {
      if (undone.getCause() instanceof CrashingEngine.Killed) {
        return true;
      }
      throw undone;
    }
  }

  /** The same without dying. */
  void heal(long environment) {
    reconciler(engine, new DeviceKeeper(leases, turns, dueDates, notices, signals))
        .reconcile(environment);
  }

  private Reconciler reconciler(Engine any, DeviceKeeper devices) {
    var steps =
        new Steps(
            environments,
            any,
            accounts,
            plans,
            devices,
            images,
            config,
            signals,
            new Endings(devices, stopped, retired, clock),
            clock);
    return new Reconciler(environments, claims, any, devices, steps);
  }

  /** Dies now and then where leases change. */
  @Vetoed
  private static final class ShakyKeeper extends DeviceKeeper {
    private static final int ONE_IN = 12;

    private final Random random;

    ShakyKeeper(
        LeaseBook leases,
        Turns turns,
        DueDates dueDates,
        Notices notices,
        Signals signals,
        Random random) {
      super(leases, turns, dueDates, notices, signals);
      this.random = random;
    }

    @Override
    void pickUp(EnvironmentRow row) {
      perhapsDie();
      super.pickUp(row);
      perhapsDie();
    }

    @Override
    void giveBack(EnvironmentRow row) {
      perhapsDie();
      super.giveBack(row);
      perhapsDie();
    }

    @Override
    void giveBackAndWait(EnvironmentRow row) {
      perhapsDie();
      super.giveBackAndWait(row);
      perhapsDie();
    }

    @Override
    DeviceState state(EnvironmentRow row, Optional<ContainerView> container) {
      perhapsDie();
      return super.state(row, container);
    }

    private void perhapsDie() {
      if (random.nextInt(ONE_IN) == 0) {
        throw new CrashingEngine.Killed();
      }
    }
  }
}
