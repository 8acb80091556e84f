package dev.carrel.build;

import java.util.ArrayList;
import java.util.List;

/**
 * An image is about to be deleted; whoever needs it says so. Fired synchronously, in the deleting
 * transaction.
 */
public final class ImageDeletion {
  private final long image;
  private final long account;
  private final List<String> vetoes = new ArrayList<>();

  ImageDeletion(long image, long account) {
    this.image = image;
    this.account = account;
  }

  public long image() {
    return image;
  }

  public long account() {
    return account;
  }

  /**
   * @param because a sentence for the owner: who needs it, and what to do first
   */
  public void veto(String because) {
    vetoes.add(because);
  }

  List<String> vetoes() {
    return List.copyOf(vetoes);
  }
}
