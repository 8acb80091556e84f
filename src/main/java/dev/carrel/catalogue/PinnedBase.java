package dev.carrel.catalogue;

/**
 * A base at one digest: what a recipe's revision keeps for ever. Only {@link Catalogue} makes them
 * from a slug; one that a revision has stored is checked by {@link Catalogue#stored} before
 * anything is built from it.
 *
 * @param slug of the catalogue's entry at the time
 * @param reference name and tag at the time, without a mirror's prefix
 * @param digest {@code sha256:…}: the manifest's, or the image's id where no registry named it
 * @param from what {@code FROM} names: behind the site's mirror, with tag and digest
 */
public record PinnedBase(String slug, String reference, String digest, String from) {

  public PinnedBase {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("digest must be sha256:…, not " + digest);
    }
  }

  /** True if the digest is an image's id, which no registry knows: it is here or nowhere. */
  boolean local() {
    return !from.contains("@");
  }

  /** What the engine finds it by, and pulls it by unless it is {@link #local()}. */
  String lookup() {
    if (local()) {
      return digest;
    }
    return from.substring(0, from.lastIndexOf(':', from.indexOf('@'))) + "@" + digest;
  }
}
