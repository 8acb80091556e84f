package dev.carrel.recipe;

import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.catalogue.PackageIndex;
import dev.carrel.catalogue.PackageIndex.Listing;
import dev.carrel.catalogue.PinnedBase;
import dev.carrel.catalogue.Pinning;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a content of a wish: pins the base, and the tools at what the index offers. It may ask a
 * registry and an index, so it is no work for a transaction.
 */
@ApplicationScoped
class Composer {
  private final Catalogue catalogue;
  private final PackageIndex index;

  @Inject
  Composer(Catalogue catalogue, PackageIndex index) {
    this.catalogue = catalogue;
    this.index = index;
  }

  /**
   * @param before the content that this one follows: its tools keep their versions
   * @throws Problem with a violation for each field that cannot be taken
   */
  Content compose(Wish wish, Optional<Content> before) {
    Base base =
        catalogue
            .base(wish.base())
            .orElseThrow(() -> Problem.invalid("base", Checklist.noSuchBase(wish.base())));
    var checklist = new Checklist();
    List<Pin> pins = checklist.python(wish.python(), base);
    List<String> system = checklist.system(wish.system(), base);
    var environment = checklist.environment(wish.environment());
    List<Tool> tools = checklist.apps(wish.apps(), base);
    checklist.throwIfAny();
    List<Pin> apps = new ArrayList<>();
    for (Tool tool : tools) {
      if (pins.stream().noneMatch(pin -> pin.name().equals(tool.slug()))) {
        apps.add(kept(tool, before).orElseGet(() -> newest(tool, base)));
      }
    }
    return new Content(
        pinned(wish.base(), before), base.tools(), pins, system, new TreeMap<>(environment), apps);
  }

  /** What the registry cannot tell now is taken as it was, if this recipe had it already. */
  private PinnedBase pinned(String slug, Optional<Content> before) {
    return switch (catalogue.pin(slug)) {
      case Pinning.Pinned pinned -> pinned.base();
      case Pinning.NoSuchBase none -> throw Problem.invalid("base", Checklist.noSuchBase(slug));
      case Pinning.NotNow notNow ->
          before
              .map(Content::base)
              .filter(base -> base.slug().equals(slug))
              .orElseThrow(() -> Problem.unavailable(notNow.why()));
    };
  }

  private static Optional<Pin> kept(Tool tool, Optional<Content> before) {
    return before.stream()
        .flatMap(content -> content.apps().stream())
        .filter(pin -> pin.name().equals(tool.slug()))
        .findFirst();
  }

  private Pin newest(Tool tool, Base base) {
    return switch (index.versions(tool.slug(), base.versions().python())) {
      case Listing.Found found ->
          found
              .newest()
              .map(version -> new Pin(tool.slug(), List.of(), version.version()))
              .orElseThrow(
                  () ->
                      Problem.invalid(
                          "apps",
                          "No version of %s fits the Python of %s"
                              .formatted(tool.title(), base.title())));
      case Listing.NoSuchPackage none ->
          throw Problem.invalid(
              "apps",
              "%s cannot be included: no package index of this portal has it"
                  .formatted(tool.title()));
      case Listing.Unreachable unreachable ->
          throw Problem.unavailable(
              "%s cannot be pinned now: %s".formatted(tool.title(), unreachable.why()));
    };
  }
}
