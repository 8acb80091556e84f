package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Pulling;
import dev.carrel.database.Signal;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.Following;
import dev.carrel.engine.PullEvent;
import dev.carrel.engine.PullProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Does the pulls that are wanted: each is claimed by one replica, which says now and then that it
 * is alive. If it dies another takes over, and the engine keeps the layers that are there.
 */
@ApplicationScoped
class PullCrew {
  private static final Logger LOG = Logger.getLogger(PullCrew.class);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final BasePulls pulls;
  private final Engine engine;
  private final BaseMaker maker;
  private final Clock clock;
  private final Semaphore hands;
  private volatile boolean leaving;

  PullCrew(BasePulls pulls, Engine engine, BaseMaker maker, Clock clock, CatalogueConfig config) {
    this.pulls = pulls;
    this.engine = engine;
    this.maker = maker;
    this.clock = clock;
    this.hands = new Semaphore(config.pullsAtOnce());
  }

  void wake(@ObservesAsync Signal signal) {
    if (signal.topic().equals(Catalogue.TOPIC) || signal.isGap()) {
      work();
    }
  }

  @Scheduled(
      every = "10s",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void workNowAndThen() {
    work();
  }

  void leave(@Observes ShutdownEvent event) {
    leaving = true;
  }

  private void work() {
    if (!leaving && hands.tryAcquire()) {
      Thread.ofVirtual()
          .name("pull")
          .start(
              () -> {
                try {
                  Optional<BasePull> next = pulls.claim();
                  while (next.isPresent()) {
                    pull(next.get());
                    next = leaving ? Optional.empty() : pulls.claim();
                  }
                } catch (RuntimeException e) {
                  LOG.warn("Pulling stopped and will be tried again", e);
                } finally {
                  hands.release();
                }
              });
    }
  }

  private void pull(BasePull pull) {
    LOG.infof("Fetching %s", pull.lookup);
    try {
      Optional<BaseTrouble> trouble =
          pull.lookup.contains("@") ? fetch(pull) : maker.make(pull, at -> beat(pull.claim, at));
      trouble.ifPresentOrElse(
          why -> {
            LOG.warnf("%s was not fetched: %s", pull.lookup, why.why());
            pulls.failed(pull.claim, why);
          },
          () -> pulls.done(pull.claim));
    } catch (EngineException e) {
      pulls.failed(pull.claim, PullTrouble.of(pull.reference, PullProblem.FAILED, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<BaseTrouble> fetch(BasePull pull) throws InterruptedException {
    AtomicReference<Pulling> last = new AtomicReference<>(BaseMaker.NOTHING_YET);
    AtomicReference<BaseTrouble> trouble = new AtomicReference<>();
    PullMeter meter = new PullMeter(clock);
    try (Following following =
        engine
            .images()
            .pull(
                pull.lookup,
                event -> {
                  switch (event) {
                    case PullEvent.Progress progress -> last.set(meter.measure(progress));
                    case PullEvent.Pulled pulled -> trouble.set(null);
                    case PullEvent.Failed failed ->
                        trouble.set(
                            PullTrouble.ofPinned(
                                pull.reference, failed.problem(), failed.message()));
                  }
                })) {
      while (!following.ended() && beat(pull.claim, last.get())) {
        Thread.sleep(BEAT);
      }
      if (!following.ended()) {
        return Optional.empty(); // another replica has it: what is written now changes nothing
      }
    }
    return Optional.ofNullable(trouble.get());
  }

  private boolean beat(UUID claim, Pulling at) {
    return pulls.progressed(claim, at);
  }
}
