package dev.carrel.catalogue;

import java.util.Optional;

/**
 * A base that one may choose.
 *
 * @param digest what its tag was resolved to, and new recipes pin; empty before the first use
 */
public record Base(CatalogueEntry entry, Optional<String> digest, BaseState state) {

  public String slug() {
    return entry.slug();
  }

  public String title() {
    return entry.title();
  }

  public Framework framework() {
    return entry.framework();
  }

  public Versions versions() {
    return entry.versions();
  }

  public Accelerator accelerator() {
    return entry.accelerator();
  }

  public Optional<String> counterpart() {
    return entry.counterpart();
  }

  public String reference() {
    return entry.reference();
  }

  public Toolchain tools() {
    return entry.tools();
  }

  public boolean available() {
    return state.available();
  }
}
