package dev.carrel.catalogue;

import java.util.Optional;

/**
 * A base as the catalogue's file describes it.
 *
 * @param slug its name in URLs and recipes
 * @param counterpart slug of the base that does the same without a GPU
 * @param reference name and tag, as a registry or the bootstrap knows it, without any mirror's
 *     prefix
 * @param inside what is in it, in a sentence
 * @param size bytes on disk, roughly
 */
public record CatalogueEntry(
    String slug,
    String title,
    Framework framework,
    Versions versions,
    Accelerator accelerator,
    Optional<String> counterpart,
    Kind kind,
    String reference,
    String inside,
    long size,
    Toolchain tools) {

  public enum Kind {
    /** Pulled from a registry. */
    IMAGE,
    /** Made on the engine's machine from the distribution's mirror. */
    BOOTSTRAP
  }
}
