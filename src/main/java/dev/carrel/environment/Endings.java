package dev.carrel.environment;

import dev.carrel.engine.ContainerState.Exited;
import dev.carrel.web.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Writes down that an environment does not run any more, after the engine said so: in the same
 * transaction its devices are free, and whoever cares is told.
 */
@ApplicationScoped
class Endings {
  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  private final DeviceKeeper devices;
  private final Event<EnvironmentStopped> stopped;
  private final Event<EnvironmentRetired> retired;
  private final Clock clock;

  @Inject
  Endings(
      DeviceKeeper devices,
      Event<EnvironmentStopped> stopped,
      Event<EnvironmentRetired> retired,
      Clock clock) {
    this.devices = devices;
    this.stopped = stopped;
    this.retired = retired;
    this.clock = clock;
  }

  /** As it was asked to. */
  void stopped(EnvironmentRow row) {
    // What is queued for already is for the next start.
    boolean queued = row.startsAgain() && row.gpus().isPresent();
    row.stopped(Optional.empty(), clock.instant());
    if (queued) {
      devices.giveBackAndWait(row);
    } else {
      devices.giveBack(row);
    }
    tell(row);
  }

  /** Without having been asked to. */
  void ended(EnvironmentRow row, Exited how) {
    row.exited(how.exitCode());
    if (how.outOfMemory() && how.exitCode() != 0) {
      row.failed(
          new Reason(Reason.Kind.OUT_OF_MEMORY, Words.memory(row.memory())), true, how.finished());
    } else if (row.job().isPresent() && how.exitCode() == 0) {
      row.stopped(Optional.empty(), how.finished());
    } else if (row.status() == Status.RUNNING
        && (how.exitCode() == TERMINATED || how.exitCode() == 0)) {
      row.stopped(Optional.of(Reason.of(Reason.Kind.STOPPED_OUTSIDE)), how.finished());
    } else if (row.status() == Status.RUNNING && how.exitCode() == KILLED) {
      row.failed(Reason.of(Reason.Kind.KILLED_OUTSIDE), true, how.finished());
    } else {
      row.failed(
          new Reason(Reason.Kind.EXITED, Integer.toString(how.exitCode())), true, how.finished());
    }
    devices.giveBack(row);
    tell(row);
  }

  /** Its container is gone, and nobody here removed it. */
  void lost(EnvironmentRow row) {
    row.failed(Reason.of(Reason.Kind.CONTAINER_GONE), false, clock.instant());
    devices.giveBack(row);
    tell(row);
  }

  void retired(EnvironmentRow row) {
    row.retired(clock.instant());
    devices.giveBack(row);
    retired.fire(new EnvironmentRetired(row.id(), row.account()));
  }

  private void tell(EnvironmentRow row) {
    stopped.fire(new EnvironmentStopped(row.id(), row.account()));
  }
}
