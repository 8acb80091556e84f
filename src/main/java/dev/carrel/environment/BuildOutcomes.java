package dev.carrel.environment;

import dev.carrel.build.BuildCancelled;
import dev.carrel.build.BuildFailed;
import dev.carrel.build.BuildSucceeded;
import dev.carrel.build.ImageDeletion;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Hears from builds, in the transaction that ends them: who waited for one goes on or is told, in
 * the same moment.
 */
@ApplicationScoped
class BuildOutcomes {
  private final Environments environments;
  private final DeviceKeeper devices;
  private final Signals signals;
  private final Clock clock;

  @Inject
  BuildOutcomes(Environments environments, DeviceKeeper devices, Signals signals, Clock clock) {
    this.environments = environments;
    this.devices = devices;
    this.signals = signals;
    this.clock = clock;
  }

  void succeeded(@Observes BuildSucceeded event) {
    tell(
        event.build(),
        row -> {
          row.uses(event.image());
          devices.ready(row);
        });
  }

  void failed(@Observes BuildFailed event) {
    tell(event.build(), row -> fail(row, event.build()));
  }

  void cancelled(@Observes BuildCancelled event) {
    tell(event.build(), row -> fail(row, event.build()));
  }

  void imageInUse(@Observes ImageDeletion deletion) {
    environments
        .withImage(deletion.image())
        .forEach(
            row ->
                deletion.veto(
                    "Your environment %s runs on it. Retire that first.".formatted(row.name())));
  }

  private void tell(long build, Consumer<EnvironmentRow> change) {
    for (EnvironmentRow row : environments.waitingFor(build)) {
      change.accept(row);
      signals.raise(new Signal(EnvironmentBook.TOPIC, row.id(), row.account()));
    }
  }

  private void fail(EnvironmentRow row, long build) {
    row.failed(new Reason(Reason.Kind.BUILD_FAILED, Long.toString(build)), false, clock.instant());
  }
}
