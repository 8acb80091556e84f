package dev.carrel.catalogue;

import java.util.List;

/** The catalogue's file cannot be used; the message names each entry and field at fault. */
public class CatalogueFileException extends RuntimeException {

  CatalogueFileException(String file, List<String> faults) {
    super(
        "The catalogue %s cannot be used. Mend this and start again:%n  - %s"
            .formatted(file, String.join(System.lineSeparator() + "  - ", faults)));
  }
}
