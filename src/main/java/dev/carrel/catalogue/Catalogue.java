package dev.carrel.catalogue;

import dev.carrel.catalogue.Pinning.NoSuchBase;
import dev.carrel.catalogue.Pinning.NotNow;
import dev.carrel.catalogue.Pinning.Pinned;
import dev.carrel.engine.EngineUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
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

  /** The topic of signals that some base's state changed. */
  public static final String TOPIC = "catalogue";

  private final CatalogueEntries entries;
  private final Pinner pinner;
  private final Pins pins;
  private final BasePulls pulls;
  private final BaseLookout lookout;
  private final Puller puller;

  Catalogue(
      CatalogueEntries entries,
      Pinner pinner,
      Pins pins,
      BasePulls pulls,
      BaseLookout lookout,
      Puller puller) {
    this.entries = entries;
    this.pinner = pinner;
    this.pins = pins;
    this.pulls = pulls;
    this.lookout = lookout;
    this.puller = puller;
  }

  /** All bases in the order of the file. Asks neither the engine nor a registry. */
  public List<Base> bases() {
    return describe(entries.all().stream().toList());
  }

  public Optional<Base> base(String slug) {
    return entries.find(slug).map(entry -> describe(List.of(entry)).getFirst());
  }

  private List<Base> describe(List<CatalogueEntry> wanted) {
    Map<String, String> digests = pins.digests();
    Map<String, BasePull> telling =
        pulls.telling().stream()
            .collect(
                Collectors.toMap(pull -> pull.reference, Function.identity(), BasePull::livelier));
    return wanted.stream()
        .map(
            entry ->
                new Base(
                    entry,
                    Optional.ofNullable(digests.get(entry.reference())),
                    state(entry, telling.get(entry.reference()))))
        .toList();
  }

  /** What is here is here, even if a later pull of it failed. */
  private BaseState state(CatalogueEntry entry, BasePull pull) {
    BaseState seen = lookout.seen(entry.slug());
    return pull == null || seen instanceof BaseState.Here ? seen : pull.state();
  }

  /**
   * The base at the digest that new recipes take. The first use decides it and may ask the
   * registry, some seconds long: not to be called in a transaction.
   */
  public Pinning pin(String slug) {
    return entries.find(slug).map(this::pin).orElseGet(() -> new NoSuchBase(slug));
  }

  private Pinning pin(CatalogueEntry entry) {
    Optional<PinnedBase> pinned = pins.of(entry);
    try {
      if (pinned.isPresent() && !pinned.get().local()) {
        return new Pinned(pinned.get());
      }
      if (pinned.isPresent()) {
        return new Pinned(pins.present(entry, pinned.get()));
      }
      return switch (pinner.resolve(entry)) {
        case Pinner.Known known -> new Pinned(pins.first(entry, known.resolved()));
        case Pinner.Unknown unknown -> new NotNow(entry.slug(), unknown.trouble().why());
      };
    } catch (EngineUnavailable e) {
      return new NotNow(entry.slug(), e.reason() + " " + e.remedy());
    }
  }

  /**
   * A base as a revision has stored it, as it is named here and now. Empty if this site never
   * pinned that: nothing can be built from it then, whatever a row says.
   */
  public Optional<PinnedBase> stored(String slug, String reference, String digest) {
    return pins.at(slug, reference, digest);
  }

  /** True if a build can start from exactly this one at once. */
  public boolean isHere(PinnedBase base) {
    return puller.find(base).isPresent();
  }

  /**
   * Brings the base to the engine and waits until it is there. Several that want the same share one
   * pull, on whichever replica. An interrupt ends the waiting, not the pull.
   *
   * @param progress gets a {@link BaseState.Pulling} now and then
   * @return {@link BaseState.Here}, or why it cannot be had: {@link BaseState.Gone}, {@link
   *     BaseState.Unreachable}
   */
  public BaseState ensurePulled(PinnedBase base, Consumer<BaseState.Pulling> progress)
      throws InterruptedException {
    return puller.ensure(base, progress);
  }
}
