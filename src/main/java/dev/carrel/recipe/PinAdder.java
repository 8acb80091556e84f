package dev.carrel.recipe;

import dev.carrel.catalogue.PackageIndex.Listing;
import dev.carrel.catalogue.PackageIndex.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Puts what was typed into a wish's pins, or says what is missing. */
@ApplicationScoped
class PinAdder {
  /** How a question ends. */
  static final String TAKE = "press Add to take it.";

  private static final int MOST_OFFERED = 6;

  private final PackageAdvice advice;

  @Inject
  PinAdder(PackageAdvice advice) {
    this.advice = advice;
  }

  sealed interface Answer {}

  /**
   * @param before the version that it had; empty if it is new
   */
  record Added(Wish wish, Pin pin, String before) implements Answer {}

  /**
   * A version is missing, or there is no such one.
   *
   * @param proposal what to write
   * @param others more pins to choose from
   */
  record Asked(String question, String proposal, List<String> others) implements Answer {}

  record Refused(String why) implements Answer {}

  Answer add(Wish wish, String typed) {
    if (typed.isBlank()) {
      return new Refused("Type a package and its version, like numpy==2.4.6.");
    }
    Optional<String> bare = bare(typed);
    if (bare.isPresent()) {
      return ask(bare.get(), typed.strip(), wish.base());
    }
    try {
      Pin pin = Pin.parse(typed);
      return unknown(pin, wish.base()).orElseGet(() -> added(wish, pin));
    } catch (IllegalArgumentException notAPin) {
      return new Refused(Checklist.named(typed, notAPin) + ".");
    }
  }

  /** All the pins; those of packages that are there already replace theirs. */
  Wish with(Wish wish, List<Pin> pins) {
    var byName = new LinkedHashMap<String, String>();
    wish.python().forEach(text -> byName.put(name(text), text));
    pins.forEach(pin -> byName.put(pin.name(), pin.toString()));
    return wish.withPython(List.copyOf(byName.values()));
  }

  Wish without(Wish wish, String name) {
    return wish.withPython(
        wish.python().stream().filter(text -> !name(text).equals(name)).toList());
  }

  /** A pin's package with its extras. */
  String what(Wish wish, String name) {
    return wish.python().stream()
        .filter(text -> name(text).equals(name))
        .map(text -> text.substring(0, text.indexOf("==")))
        .findFirst()
        .orElse(name);
  }

  private Answer added(Wish wish, Pin pin) {
    String before =
        wish.python().stream()
            .filter(text -> name(text).equals(pin.name()))
            .map(text -> Pin.parse(text).version())
            .findFirst()
            .orElse("");
    if (before.isEmpty() && wish.python().size() >= Checklist.MOST_PINS) {
      return new Refused("A recipe has at most %d Python packages.".formatted(Checklist.MOST_PINS));
    }
    return new Added(with(wish, List.of(pin)), pin, before);
  }

  private Answer ask(String name, String typed, String base) {
    return switch (advice.versions(name, base)) {
      case Listing.Found found when !found.versions().isEmpty() -> {
        Version newest = found.newest().orElse(found.versions().getFirst());
        yield new Asked(
            "%s needs a version. The newest%s is %s: press Add to take it."
                .formatted(
                    name, newest.fits() ? "" : ", which does not fit this base,", newest.version()),
            typed + "==" + newest.version(),
            others(found, newest, typed));
      }
      case Listing.Found none ->
          new Refused("There is no version of %s to be had.".formatted(name));
      case Listing.NoSuchPackage none ->
          new Refused("No package index of this portal has %s.".formatted(name));
      case Listing.Unreachable unreachable ->
          new Refused(
              "%s needs a version, like %s==1.0. None can be proposed now: %s"
                  .formatted(name, typed, unreachable.why()));
    };
  }

  /** A version that the index does not have; where the index is silent, the build will tell. */
  private Optional<Answer> unknown(Pin pin, String base) {
    return switch (advice.versions(pin.name(), base)) {
      case Listing.Found found when found.versions().stream().noneMatch(v -> same(v, pin)) -> {
        Optional<Version> newest = found.newest();
        yield Optional.of(
            newest.isPresent()
                ? new Asked(
                    "There is no %s %s. The newest is %s: press Add to take it."
                        .formatted(pin.name(), pin.version(), newest.get().version()),
                    pin.what() + "==" + newest.get().version(),
                    others(found, newest.get(), pin.what()))
                : new Refused("There is no %s %s.".formatted(pin.name(), pin.version())));
      }
      case Listing.Found found -> Optional.empty();
      case Listing.NoSuchPackage none ->
          Optional.of(new Refused("No package index of this portal has %s.".formatted(pin.name())));
      case Listing.Unreachable unreachable -> Optional.empty();
    };
  }

  private static boolean same(Version version, Pin pin) {
    String known = version.version();
    return known.equalsIgnoreCase(pin.version())
        || plain(known).equals(plain(pin.version()))
        // An index lists 2.8.0+cu126 or 2.8.0; pip takes either for 2.8.0.
        || known.toLowerCase(java.util.Locale.ROOT).startsWith(pin.version() + "+");
  }

  /** Trailing zeros and separators make no difference to pip. */
  private static String plain(String version) {
    return version
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[-_.](?=[a-z])", "")
        .replaceAll("(?:\\.0)+$", "");
  }

  private static List<String> others(Listing.Found found, Version newest, String what) {
    return found.versions().stream()
        .filter(version -> version.fits() && !version.prerelease() && !version.equals(newest))
        .limit(MOST_OFFERED)
        .map(version -> what + "==" + version.version())
        .toList();
  }

  /** The package, where nothing but its name (and extras) was typed. */
  private static Optional<String> bare(String typed) {
    String text = typed.strip().replaceAll("\\s*==\\s*$", "");
    int extras = text.indexOf('[');
    boolean plain = extras < 0 || text.endsWith("]");
    try {
      return plain
          ? Optional.of(Pin.normalised(extras < 0 ? text : text.substring(0, extras)))
          : Optional.empty();
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static String name(String pin) {
    return Pin.parse(pin).name();
  }
}
