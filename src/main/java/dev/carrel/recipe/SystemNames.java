package dev.carrel.recipe;

import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.Toolchain.PackageManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The text field of system packages: names apart by spaces, commas or lines. */
final class SystemNames {
  private SystemNames() {}

  static List<String> split(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split("[\\s,;]+")).filter(name -> !name.isEmpty()).toList();
  }

  /** What is wrong with the names, in a sentence. */
  static Optional<String> wrong(List<String> names, Optional<Base> base) {
    if (names.size() > Checklist.MOST_SYSTEM) {
      return Optional.of(
          "A recipe has at most %d system packages; these are %,d."
              .formatted(Checklist.MOST_SYSTEM, names.size()));
    }
    PackageManager manager = base.map(b -> b.tools().packages()).orElse(PackageManager.APT);
    for (String name : names) {
      try {
        SystemPackages.checked(manager, name);
      } catch (IllegalArgumentException e) {
        return Optional.of(e.getMessage() + ".");
      }
    }
    return Optional.empty();
  }
}
