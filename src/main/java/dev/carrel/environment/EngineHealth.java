package dev.carrel.environment;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.engine.EngineUnavailable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Whether the engine answers, as this replica last saw it: pages then say so and keep the state.
 */
@ApplicationScoped
public class EngineHealth {
  private final Signals signals;
  private volatile EngineUnavailable away;

  @Inject
  EngineHealth(Signals signals) {
    this.signals = signals;
  }

  /** Why the engine does not answer, and what to do about it; empty if it does. */
  public Optional<EngineUnavailable> trouble() {
    return Optional.ofNullable(away);
  }

  void answered() {
    if (away != null) {
      away = null;
      tell();
    }
  }

  void lost(EngineUnavailable why) {
    boolean news = away == null;
    away = why;
    if (news) {
      tell();
    }
  }

  /** Concerns everybody's environments. */
  private void tell() {
    QuarkusTransaction.requiringNew()
        .run(() -> signals.raise(new Signal(EnvironmentBook.TOPIC, 0, 0)));
  }
}
