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
      if (base.local()) {
        return kept(base);
      }
      Optional<EngineImage> here = engine.images().find(base.lookup());
      return here.isPresent() ? new Here(here.get().size()) : await(base, progress);
    } catch (EngineUnavailable e) {
      return new Unreachable(e.reason() + " " + e.remedy(), clock.instant());
    }
  }

  /** {@code FROM} can only name its tag, and that may have moved to another image since. */
  private BaseState kept(PinnedBase base) {
    Optional<EngineImage> here = engine.images().find(base.from());
    if (here.isPresent() && here.get().id().equals(base.digest())) {
      return new Here(here.get().size());
    }
    String what =
        here.isPresent()
            ? "%s was made anew since this recipe pinned it, and no registry keeps the older one."
            : "%s is no longer on the engine, and no registry has it.";
    return new Gone(
        what.formatted(base.reference()) + " Edit the recipe to take what is there now.",
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
