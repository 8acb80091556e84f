package dev.carrel.catalogue;

import dev.carrel.catalogue.CatalogueEntry.Kind;
import dev.carrel.engine.EngineUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What operators do with bases: bring them here before anybody waits, and take newer ones. */
@ApplicationScoped
class BaseKeeper {

  private final CatalogueEntries entries;
  private final Catalogue catalogue;
  private final Pinner pinner;
  private final Pins pins;
  private final BasePins rows;
  private final BasePulls pulls;
  private final BaseWatch watch;

  BaseKeeper(
      CatalogueEntries entries,
      Catalogue catalogue,
      Pinner pinner,
      Pins pins,
      BasePins rows,
      BasePulls pulls,
      BaseWatch watch) {
    this.entries = entries;
    this.catalogue = catalogue;
    this.pinner = pinner;
    this.pins = pins;
    this.rows = rows;
    this.pulls = pulls;
    this.watch = watch;
  }

  sealed interface Outcome {

    record NoSuchBase() implements Outcome {}

    /** It is on its way, or here already. */
    record UnderWay() implements Outcome {}

    /** The tag still stands for what is pinned. */
    record Unchanged(String digest) implements Outcome {}

    /** New recipes take another digest from now on. */
    record Renewed(String digest) implements Outcome {}

    record NotNow(String why) implements Outcome {}
  }

  /** Has the base brought here (or made), at the digest that new recipes take. */
  Outcome fetch(String slug) {
    Optional<CatalogueEntry> entry = entries.find(slug);
    if (entry.isEmpty()) {
      return new Outcome.NoSuchBase();
    }
    if (entry.get().kind() == Kind.BOOTSTRAP) {
      pulls.want(entry.get().reference(), entry.get().reference());
      return new Outcome.UnderWay();
    }
    return switch (catalogue.pin(slug)) {
      case Pinning.Pinned pinned -> {
        if (!pinned.base().local()) {
          pulls.want(pinned.base().lookup(), pinned.base().reference());
        }
        yield new Outcome.UnderWay();
      }
      case Pinning.NotNow notNow -> {
        watch.look(entry.get(), Optional.empty());
        yield new Outcome.NotNow(notNow.why());
      }
      case Pinning.NoSuchBase none -> new Outcome.NoSuchBase();
    };
  }

  /** Asks what the tag stands for by now. Recipes that exist keep what they have. */
  Outcome renew(String slug) {
    Optional<CatalogueEntry> entry = entries.find(slug);
    if (entry.isEmpty()) {
      return new Outcome.NoSuchBase();
    }
    try {
      return switch (pinner.resolveAnew(entry.get())) {
        case Pinner.Known known -> renewed(entry.get(), known.resolved());
        case Pinner.Unknown unknown -> new Outcome.NotNow(unknown.trouble().why());
      };
    } catch (EngineUnavailable e) {
      return new Outcome.NotNow(e.reason() + " " + e.remedy());
    }
  }

  private Outcome renewed(CatalogueEntry entry, BasePins.Resolved to) {
    boolean same = pins.of(entry).map(pinned -> pinned.digest().equals(to.digest())).orElse(false);
    if (same) {
      return new Outcome.Unchanged(to.digest());
    }
    rows.replace(entry.reference(), to);
    watch.look(entry, pins.of(entry));
    return new Outcome.Renewed(to.digest());
  }
}
