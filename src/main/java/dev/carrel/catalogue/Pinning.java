package dev.carrel.catalogue;

/** The answer to the wish to start from a base. */
public sealed interface Pinning {

  record Pinned(PinnedBase base) implements Pinning {}

  /** The catalogue has no such base. */
  record NoSuchBase(String slug) implements Pinning {}

  /**
   * Its digest is not known yet and cannot be asked for now.
   *
   * @param why what happened and what to do, for people
   */
  record NotNow(String slug, String why) implements Pinning {}
}
