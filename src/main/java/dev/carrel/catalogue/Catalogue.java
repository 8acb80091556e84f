package dev.carrel.catalogue;

import dev.carrel.catalogue.CatalogueEntry.Kind;
import dev.carrel.catalogue.Pinning.NoSuchBase;
import dev.carrel.catalogue.Pinning.NotNow;
import dev.carrel.catalogue.Pinning.Pinned;
import dev.carrel.engine.EngineUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The curated bases: the only images that anything can be built from. Operators choose them by a
 * file; nobody changes them through the portal.
 */
@ApplicationScoped
public class Catalogue {

  private final Pinner pinner;
  private final BasePins pins;
  private final BaseLookout lookout;
  private final Puller puller;
  private final Map<String, CatalogueEntry> entries;

  Catalogue(
      CatalogueConfig config, Pinner pinner, BasePins pins, BaseLookout lookout, Puller puller) {
    this.pinner = pinner;
    this.pins = pins;
    this.lookout = lookout;
    this.puller = puller;
    this.entries =
        CatalogueFile.load(config.file()).stream()
            .collect(
                Collectors.toMap(
                    CatalogueEntry::slug, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  /** All bases in the order of the file. Asks neither the engine nor a registry. */
  public List<Base> bases() {
    Map<String, String> digests =
        pins.current().stream().collect(Collectors.toMap(pin -> pin.reference, pin -> pin.digest));
    return entries.values().stream()
        .map(entry -> base(entry, Optional.ofNullable(digests.get(entry.reference()))))
        .toList();
  }

  public Optional<Base> base(String slug) {
    return Optional.ofNullable(entries.get(slug))
        .map(entry -> base(entry, pins.current(entry.reference()).map(pin -> pin.digest)));
  }

  /**
   * The base at the digest that new recipes take. The first use decides it and may ask the
   * registry, some seconds long: not to be called in a transaction.
   */
  public Pinning pin(String slug) {
    CatalogueEntry entry = entries.get(slug);
    if (entry == null) {
      return new NoSuchBase(slug);
    }
    Optional<BasePin> pin = pins.current(entry.reference());
    if (pin.isPresent()) {
      return new Pinned(pinned(slug, pin.get()));
    }
    try {
      return switch (pinner.resolve(entry)) {
        case Pinner.Known known ->
            new Pinned(pinned(slug, pins.first(entry.reference(), known.resolved())));
        case Pinner.Unknown unknown -> new NotNow(slug, unknown.trouble().why());
      };
    } catch (EngineUnavailable e) {
      return new NotNow(slug, e.reason() + " " + e.remedy());
    }
  }

  /**
   * A base as a revision has stored it, as it is named here and now. Empty if this site never
   * pinned that: nothing can be built from it then, whatever a row says.
   */
  public Optional<PinnedBase> stored(String slug, String reference, String digest) {
    return pins.at(reference, digest).map(pin -> pinned(slug, pin));
  }

  /**
   * Brings the base to the engine and waits until it is there. Several that want the same share one
   * pull. An interrupt ends the waiting.
   *
   * @param progress gets a {@link BaseState.Pulling} now and then
   * @return {@link BaseState.Here}, or why it cannot be had: {@link BaseState.Gone}, {@link
   *     BaseState.Unreachable}
   */
  public BaseState ensurePulled(PinnedBase base, Consumer<BaseState.Pulling> progress)
      throws InterruptedException {
    return puller.ensure(base, progress);
  }

  private PinnedBase pinned(String slug, BasePin pin) {
    CatalogueEntry entry = entries.get(slug);
    boolean bootstrap = entry != null && entry.kind() == Kind.BOOTSTRAP;
    ImageReference here = pinner.local(bootstrap ? Kind.BOOTSTRAP : Kind.IMAGE, pin.reference);
    String from = pin.local ? here.toString() : here.pinned(pin.digest);
    return new PinnedBase(slug, pin.reference, pin.digest, from);
  }

  private Base base(CatalogueEntry entry, Optional<String> digest) {
    return new Base(entry, digest, lookout.seen(entry.slug()));
  }
}
