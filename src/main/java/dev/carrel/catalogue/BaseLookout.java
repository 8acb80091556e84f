package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Gone;
import dev.carrel.catalogue.BaseState.Here;
import dev.carrel.catalogue.BaseState.Pullable;
import dev.carrel.catalogue.BaseState.Unknown;
import dev.carrel.catalogue.BaseState.Unreachable;
import dev.carrel.engine.Engine;
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
  private final Clock clock;
  private final Map<String, BaseState> seen = new ConcurrentHashMap<>();

  BaseLookout(Engine engine, Pinner pinner, Clock clock) {
    this.engine = engine;
    this.pinner = pinner;
    this.clock = clock;
  }

  BaseState seen(String slug) {
    return seen.getOrDefault(slug, new Unknown());
  }

  /** Looks for one base now; true if it is elsewhere than it was. */
  boolean look(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    BaseState now = keepSince(seen.get(entry.slug()), find(entry, pinned));
    return !now.equals(seen.put(entry.slug(), now));
  }

  private BaseState find(CatalogueEntry entry, Optional<PinnedBase> pinned) {
    try {
      String name = pinned.map(PinnedBase::lookup).orElse(pinner.local(entry).toString());
      Optional<EngineImage> here = engine.images().find(name);
      if (here.isPresent()) {
        return new Here(here.get().size());
      }
      if (entry.kind() == CatalogueEntry.Kind.BOOTSTRAP) {
        return new Pullable();
      }
      return switch (engine.images().resolve(name)) {
        case Resolution.Resolved resolved -> new Pullable();
        case Resolution.Unresolved no ->
            state(PullTrouble.of(entry.reference(), no.problem(), no.message()));
      };
    } catch (EngineUnavailable e) {
      return new Unreachable(e.reason(), clock.instant());
    }
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
