package dev.carrel.environment;

import dev.carrel.database.Signal;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Following;
import dev.carrel.engine.Labels;
import dev.carrel.environment.network.EnvironmentNetwork;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sees to it that the reconciler looks wherever something changed: a row, a container, the engine
 * itself; and everywhere on start, after a gap and by the timer.
 */
@ApplicationScoped
class Watchman {
  private static final Logger LOG = Logger.getLogger(Watchman.class);

  private final Engine engine;
  private final Rounds rounds;
  private final WorkQueue queue;
  private final EngineHealth health;
  private final EnvironmentNetwork network;
  private volatile Following events;

  @Inject
  Watchman(
      Engine engine,
      Rounds rounds,
      WorkQueue queue,
      EngineHealth health,
      EnvironmentNetwork network) {
    this.engine = engine;
    this.rounds = rounds;
    this.queue = queue;
    this.health = health;
    this.network = network;
  }

  void start(@Observes StartupEvent event) {
    // The engine may be away, and must not keep the portal from starting.
    Thread.ofVirtual().name("engine-events").start(() -> events = engine.events(this::heard));
  }

  void stop(@Observes ShutdownEvent event) {
    Following open = events;
    if (open != null) {
      open.close();
    }
    queue.close();
  }

  void changed(@ObservesAsync Signal signal) {
    if (signal.isGap()) {
      makeRounds();
    } else if (signal.topic().equals(EnvironmentBook.TOPIC)) {
      queue.soon(signal.id());
    }
  }

  @Scheduled(
      every = "${carrel.environments.compare-every:15s}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void makeRounds() {
    try {
      rounds.make();
      health.answered();
      network.guard();
    } catch (EngineUnavailable away) {
      health.lost(away);
    }
  }

  private void heard(EngineEvent event) {
    switch (event) {
      case EngineEvent.ContainerChanged changed ->
          Optional.ofNullable(changed.labels().get(Labels.ENVIRONMENT))
              .filter(id -> id.matches("\\d{1,18}"))
              .map(Long::valueOf)
              .ifPresent(queue::soon);
      case EngineEvent.ImageRemoved removed -> {
        // Told at the next start of what needs it; what runs goes on without it.
      }
      case EngineEvent.Gap gap -> {
        LOG.debug("Events of the engine may have been missed: looking at everything");
        makeRounds();
      }
      case EngineEvent.Lost lost -> health.lost(lost.why());
    }
  }
}
