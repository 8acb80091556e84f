package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Gone;
import dev.carrel.catalogue.BaseState.Here;
import dev.carrel.catalogue.BaseState.Pulling;
import dev.carrel.catalogue.BaseState.Unreachable;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Following;
import dev.carrel.engine.PullEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Brings bases to the engine. */
@ApplicationScoped
class Puller {

  private final Engine engine;
  private final Clock clock;

  Puller(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  BaseState ensure(PinnedBase base, Consumer<Pulling> progress) throws InterruptedException {
    try {
      Optional<EngineImage> here = engine.images().find(base.lookup());
      if (here.isPresent()) {
        return new Here(here.get().size());
      }
      if (base.local()) {
        return state(
            new BaseTrouble(
                true,
                "The image that %s was when this recipe pinned it is no longer on the engine, and no registry has it."
                        .formatted(base.reference())
                    + " Edit the recipe to take the present one."));
      }
      return pull(base, progress);
    } catch (EngineUnavailable e) {
      return new Unreachable(e.reason() + " " + e.remedy(), clock.instant());
    }
  }

  private BaseState pull(PinnedBase base, Consumer<Pulling> progress) throws InterruptedException {
    AtomicReference<BaseState> end = new AtomicReference<>();
    PullMeter meter = new PullMeter(clock);
    try (Following pull =
        engine
            .images()
            .pull(
                base.lookup(),
                event -> {
                  switch (event) {
                    case PullEvent.Progress p -> progress.accept(meter.measure(p));
                    case PullEvent.Pulled pulled -> end.set(new Here(pulled.image().size()));
                    case PullEvent.Failed f ->
                        end.set(state(PullTrouble.of(base.reference(), f.problem(), f.message())));
                  }
                })) {
      pull.await();
    }
    return end.get();
  }

  private BaseState state(BaseTrouble trouble) {
    return trouble.gone()
        ? new Gone(trouble.why(), clock.instant())
        : new Unreachable(trouble.why(), clock.instant());
  }
}
