package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Gone;
import dev.carrel.catalogue.BaseState.Here;
import dev.carrel.catalogue.BaseState.Pulling;
import dev.carrel.catalogue.BaseState.Unreachable;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.EngineUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Has bases brought to the engine, and waits for them where someone needs one now. */
@ApplicationScoped
class Puller {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(400);

  private final Engine engine;
  private final BasePulls pulls;
  private final Clock clock;

  Puller(Engine engine, BasePulls pulls, Clock clock) {
    this.engine = engine;
    this.pulls = pulls;
    this.clock = clock;
  }

  BaseState ensure(PinnedBase base, Consumer<Pulling> progress) throws InterruptedException {
    try {
      Optional<EngineImage> here = find(base);
      if (here.isPresent()) {
        return new Here(here.get().size());
      }
      return base.local() ? lost(base) : await(base, progress);
    } catch (EngineUnavailable e) {
      return new Unreachable(e.reason() + " " + e.remedy(), clock.instant());
    }
  }

  /**
   * The very image, if it is here. {@code FROM} can name one that no registry knows by its tag
   * only, and that may have moved to another image since.
   */
  Optional<EngineImage> find(PinnedBase base) {
    return base.local()
        ? engine.images().find(base.from()).filter(image -> image.id().equals(base.digest()))
        : engine.images().find(base.lookup());
  }

  private BaseState lost(PinnedBase base) {
    return new Gone(
        "The image that %s stood for when this recipe pinned it is no longer here, and no registry has it. Edit the recipe to take what is there now."
            .formatted(base.reference()),
        clock.instant());
  }

  private BaseState await(PinnedBase base, Consumer<Pulling> progress) throws InterruptedException {
    pulls.want(base.lookup(), base.reference());
    while (true) {
      BasePull pull = pulls.of(base.lookup()).orElseThrow();
      if (pull.failed()) {
        return pull.state();
      }
      if (!pull.live()) {
        Optional<EngineImage> here = engine.images().find(base.lookup());
        if (here.isPresent()) {
          return new Here(here.get().size());
        }
        pulls.want(base.lookup(), base.reference()); // pulled, and removed again since
      } else if (pull.state() instanceof Pulling pulling) {
        progress.accept(pulling);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
