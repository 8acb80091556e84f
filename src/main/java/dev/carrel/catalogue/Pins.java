package dev.carrel.catalogue;

import dev.carrel.catalogue.CatalogueEntry.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pins, as they are named on this machine. */
@ApplicationScoped
class Pins {

  private final BasePins rows;
  private final Pinner pinner;
  private final CatalogueEntries entries;

  Pins(BasePins rows, Pinner pinner, CatalogueEntries entries) {
    this.rows = rows;
    this.pinner = pinner;
    this.entries = entries;
  }

  /** What new recipes take. */
  Optional<PinnedBase> of(CatalogueEntry entry) {
    return rows.current(entry.reference()).map(pin -> named(entry.slug(), pin));
  }

  /** The digests that new recipes take, by reference. */
  Map<String, String> digests() {
    return rows.current().stream()
        .collect(Collectors.toMap(pin -> pin.reference, pin -> pin.digest));
  }

  Optional<PinnedBase> at(String slug, String reference, String digest) {
    return rows.at(reference, digest).map(pin -> named(slug, pin));
  }

  PinnedBase first(CatalogueEntry entry, BasePins.Resolved to) {
    return named(entry.slug(), rows.first(entry.reference(), to));
  }

  /** What only this machine has may have been made anew: new recipes then take the new one. */
  PinnedBase present(CatalogueEntry entry, PinnedBase pinned) {
    return pinner
        .present(entry)
        .filter(image -> !image.digest().equals(pinned.digest()))
        .map(
            image -> {
              rows.replace(entry.reference(), image);
              return of(entry).orElseThrow();
            })
        .orElse(pinned);
  }

  private PinnedBase named(String slug, BasePin pin) {
    Kind kind = entries.find(slug).map(CatalogueEntry::kind).orElse(Kind.IMAGE);
    ImageReference here = pinner.local(kind, pin.reference);
    String from = pin.local ? here.toString() : here.pinned(pin.digest);
    return new PinnedBase(slug, pin.reference, pin.digest, from);
  }
}
