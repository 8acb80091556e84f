package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Gone;
import dev.carrel.catalogue.BaseState.Here;
import dev.carrel.catalogue.BaseState.Pullable;
import dev.carrel.catalogue.BaseState.Unknown;
import dev.carrel.catalogue.BaseState.Unreachable;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers where the bases are, so that no page waits for a registry. It looks when it is told to,
 * never when it is asked.
 */
@ApplicationScoped
class BaseLookout {

  private final Engine engine;
  private final Pinner pinner;
  private final BaseMaker maker;
  private final Clock clock;
  private final Map<String, BaseState> seen = new ConcurrentHashMap<>();

  BaseLookout(Engine engine, Pinner pinner, BaseMaker maker, Clock clock) {
    this.engine = engine;
    this.pinner = pinner;
    this.maker = maker;
    this.clock = clock;
  }

  BaseState seen(String slug) {
    return seen.getOrDefault(slug, new Unknown());
  }

  /** Looks on the engine, and asks the registry if it is not there; true if something changed. */
  boolean look(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    return put(entry, find(entry, pinned).orElseGet(() -> ask(entry, pinned)));
  }

  /** Looks on the engine alone, unless a base has gone from there since. */
  boolean glance(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    BaseState before = seen(entry.slug());
    boolean lost = before instanceof Here || before instanceof Unknown;
    Optional<BaseState> here = find(entry, pinned);
    return here.isEmpty() && !lost ? false : put(entry, here.orElseGet(() -> ask(entry, pinned)));
  }

  private boolean put(CatalogueEntry entry, BaseState found) {
    BaseState before = seen.get(entry.slug());
    BaseState now = keepSince(before, found);
    seen.put(entry.slug(), now);
    return !now.equals(before);
  }

  private Optional<BaseState> find(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    try {
      Optional<EngineImage> here = engine.images().find(name(entry, pinned));
      return here.map(image -> new Here(image.size()));
    } catch (EngineUnavailable e) {
      return Optional.of(new Unreachable(e.reason(), clock.instant()));
    } catch (EngineException e) {
      return Optional.of(new Unreachable(e.getMessage(), clock.instant()));
    }
  }

  private BaseState ask(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    if (entry.kind() == CatalogueEntry.Kind.BOOTSTRAP) {
      return maker.able() ? new Pullable() : state(Pinner.NOT_MADE);
    }
    if (pinned.filter(PinnedBase::local).isPresent()) {
      return state(
          new BaseTrouble(
              true,
              "The image that was loaded as %s is no longer on the engine, and no registry knows it."
                  .formatted(entry.reference())));
    }
    try {
      return switch (engine.images().resolve(name(entry, pinned))) {
        case Resolution.Resolved resolved -> new Pullable();
        case Resolution.Unresolved no ->
            state(
                pinned.isPresent()
                    ? PullTrouble.ofPinned(entry.reference(), no.problem(), no.message())
                    : PullTrouble.of(entry.reference(), no.problem(), no.message()));
      };
    } catch (EngineException e) {
      return new Unreachable(e.getMessage(), clock.instant());
    }
  }

  private String name(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    return pinned.map(PinnedBase::lookup).orElseGet(() -> pinner.local(entry).toString());
  }

  private BaseState state(BaseTrouble trouble) {
    Instant now = clock.instant();
    return trouble.gone() ? new Gone(trouble.why(), now) : new Unreachable(trouble.why(), now);
  }

  private static BaseState keepSince(BaseState before, BaseState now) {
    if (before instanceof Gone b && now instanceof Gone n && b.why().equals(n.why())) {
      return b;
    }
    if (before instanceof Unreachable b
        && now instanceof Unreachable n
        && b.why().equals(n.why())) {
      return b;
    }
    return now;
  }
}
