package dev.carrel.recipe;

import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.Catalogue;
import dev.carrel.catalogue.PackageIndex;
import dev.carrel.catalogue.PackageIndex.Listing;
import dev.carrel.catalogue.PackageIndex.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What to offer to somebody who types a package. */
@ApplicationScoped
class PackageAdvice {
  private static final int MOST_NAMES = 8;
  private static final int MOST_VERSIONS = 30;

  private final PackageIndex index;
  private final Catalogue catalogue;

  @Inject
  PackageAdvice(PackageIndex index, Catalogue catalogue) {
    this.index = index;
    this.catalogue = catalogue;
  }

  /**
   * One thing to choose.
   *
   * @param value what the field becomes
   * @param whole true if that is a pin, which can be added as it is
   * @param typed the part that was typed already
   * @param rest what is proposed
   */
  record Option(String value, boolean whole, String typed, String rest, String note) {}

  /**
   * @param note a sentence below the options, empty if there is nothing to say
   */
  record Advice(List<Option> options, String note) {
    static final Advice NONE = new Advice(List.of(), "");
  }

  /** For a half-typed name its likely ends, for a name with {@code ==} its versions. */
  Advice advise(String typed, String base) {
    String text = typed.strip();
    int pinned = text.indexOf("==");
    if (text.isEmpty()) {
      return Advice.NONE;
    }
    String before = pinned < 0 ? text : text.substring(0, pinned);
    return name(before)
        .map(
            name ->
                pinned < 0
                    ? names(name, base)
                    : versions(before.strip(), name, text.substring(pinned + 2).strip(), base))
        .orElse(Advice.NONE);
  }

  /** What there is of a package for a base. */
  Listing versions(String name, String base) {
    return index.versions(name, python(base));
  }

  private Advice names(String prefix, String base) {
    PackageIndex.Suggestions found = index.search(prefix, MOST_NAMES);
    List<Option> options =
        found.names().stream()
            .map(
                name ->
                    new Option(
                        name + "==",
                        false,
                        name.startsWith(prefix) ? prefix : "",
                        name.startsWith(prefix) ? name.substring(prefix.length()) : name,
                        ""))
            .toList();
    return new Advice(options, String.join(" ", found.notes()));
  }

  private Advice versions(String what, String name, String typed, String base) {
    return switch (versions(name, base)) {
      case Listing.Found found -> {
        Optional<Version> newest = found.newest();
        List<Option> options =
            found.versions().stream()
                .filter(version -> version.version().startsWith(typed))
                .limit(MOST_VERSIONS)
                .map(
                    version ->
                        new Option(
                            what + "==" + version.version(),
                            true,
                            typed,
                            version.version().substring(typed.length()),
                            newest.filter(version::equals).isPresent()
                                ? "newest"
                                : version.fits()
                                    ? version.prerelease() ? "pre-release" : ""
                                    : version.unfit()))
                .toList();
        yield new Advice(
            options,
            options.isEmpty()
                ? "There is no %s %s.%s"
                    .formatted(
                        name,
                        Quoted.shortly(typed),
                        newest.map(v -> " The newest is " + v.version() + ".").orElse(""))
                : String.join(" ", found.notes()));
      }
      case Listing.NoSuchPackage none ->
          new Advice(List.of(), "No package index of this portal has %s.".formatted(name));
      case Listing.Unreachable unreachable -> new Advice(List.of(), unreachable.why());
    };
  }

  private Optional<String> python(String base) {
    return catalogue.base(base).map(Base::versions).flatMap(versions -> versions.python());
  }

  /** The index's name for what was typed, extras left out; empty where it is no name at all. */
  private static Optional<String> name(String typed) {
    int extras = typed.indexOf('[');
    String name = (extras < 0 ? typed : typed.substring(0, extras)).strip();
    try {
      return Optional.of(Pin.normalised(name.replaceAll("[-_.]+$", "")));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }
}
