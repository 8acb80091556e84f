package dev.carrel.gpu.board;

import java.util.List;

/**
 * What one may ask for at a launch.
 *
 * @param models by name, with how many of them are free
 * @param sizes of memory that there are, smallest first
 * @param most how many one may hold at a time; 0 where one may have none
 * @param hours the longest lease
 * @param words how it stands with all of them, like {@code 2 of 4 free now}
 */
public record Offer(List<Model> models, List<Size> sizes, int most, String hours, String words) {

  /**
   * @param name to ask for, like {@code A100}
   * @param words like {@code A100, 2 of 4 free now}
   */
  public record Model(String name, String words) {}

  /**
   * @param value to ask for, like {@code 40960m}
   * @param words like {@code 40 GB}
   */
  public record Size(String value, String words) {}

  /** There is nothing to ask for, or one may not. */
  public boolean none() {
    return models.isEmpty() || most == 0;
  }

  /** There are some, but not for this account. */
  public boolean refused() {
    return !models.isEmpty() && most == 0;
  }
}
