package dev.carrel.catalogue;

/**
 * A base at one digest: what a recipe's revision keeps for ever. Only {@link Catalogue} makes them
 * from a slug; one that a revision has stored is put together again with {@link
 * Catalogue#stored(String, String, String)}.
 *
 * @param slug of the catalogue's entry at the time
 * @param reference name and tag at the time
 * @param digest {@code sha256:…}: the manifest's, or the image's id where it was bootstrapped
 * @param from what {@code FROM} names
 */
public record PinnedBase(String slug, String reference, String digest, String from) {

  public PinnedBase {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("digest must be sha256:…, not " + digest);
    }
  }
}
