package dev.carrel.catalogue.python;

import java.util.Optional;

/**
 * A file as an index lists it.
 *
 * @param requiresPython as written, like {@code >=3.9}
 */
public record IndexedFile(String filename, Optional<String> requiresPython, boolean yanked) {

  /** As pip judges it: what cannot be read does not stand in the way. */
  boolean allows(PythonVersion python) {
    return requiresPython
        .flatMap(VersionRange::parse)
        .map(range -> range.holds(python))
        .orElse(true);
  }
}
