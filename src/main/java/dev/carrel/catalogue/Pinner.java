package dev.carrel.catalogue;

import dev.carrel.catalogue.BasePins.Resolved;
import dev.carrel.catalogue.CatalogueEntry.Kind;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds out what a tag stands for now. */
@ApplicationScoped
class Pinner {

  static final BaseTrouble NOT_MADE =
      new BaseTrouble(
          false,
          "It has not been made on this machine yet. An operator makes it on the page of bases, or"
              + " by docker/bootstrap-base.");

  private final Engine engine;
  private final Optional<String> prefix;

  Pinner(Engine engine, CatalogueConfig config) {
    this.engine = engine;
    this.prefix = config.registryPrefix().filter(text -> !text.isBlank());
  }

  /** The reference under which the engine knows it: behind the mirror, where there is one. */
  ImageReference local(CatalogueEntry entry) {
    return local(entry.kind(), entry.reference());
  }

  ImageReference local(Kind kind, String reference) {
    ImageReference parsed = ImageReference.parse(reference);
    return kind == Kind.BOOTSTRAP ? parsed : parsed.behind(prefix);
  }

  /** What is here already decides, so that the first use needs no registry. */
  Answer resolve(CatalogueEntry entry) {
    Optional<Resolved> here = present(entry);
    if (here.isPresent()) {
      return new Known(here.get());
    }
    return entry.kind() == Kind.BOOTSTRAP ? new Unknown(NOT_MADE) : ask(entry);
  }

  /** What the tag stands for on the engine. */
  Optional<Resolved> present(CatalogueEntry entry) {
    return engine.images().find(local(entry).toString()).map(image -> known(entry, image));
  }

  /** Asks the registry even if an image is here: for a refresh. */
  Answer resolveAnew(CatalogueEntry entry) {
    return entry.kind() == Kind.BOOTSTRAP ? resolve(entry) : ask(entry);
  }

  private Answer ask(CatalogueEntry entry) {
    return switch (engine.images().resolve(local(entry).toString())) {
      case Resolution.Resolved resolved -> new Known(new Resolved(resolved.digest(), false));
      case Resolution.Unresolved unresolved ->
          new Unknown(
              PullTrouble.of(local(entry).toString(), unresolved.problem(), unresolved.message()));
    };
  }

  /** Images that were loaded or imported, not pulled, have no digest but their own id. */
  private Resolved known(CatalogueEntry entry, EngineImage image) {
    if (entry.kind() == Kind.IMAGE) {
      String name = local(entry).name();
      Optional<String> digest =
          image.digests().stream()
              .filter(text -> text.startsWith(name + "@"))
              .map(text -> text.substring(name.length() + 1))
              .findFirst();
      if (digest.isPresent()) {
        return new Resolved(digest.get(), false);
      }
    }
    return new Resolved(image.id(), true);
  }

  sealed interface Answer {}

  record Known(Resolved resolved) implements Answer {}

  record Unknown(BaseTrouble trouble) implements Answer {}
}
