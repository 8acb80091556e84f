package dev.carrel.retirement;

import dev.carrel.environment.EnvironmentView;
import java.util.List;

/**
 * What a retirement takes away.
 *
 * @param packages Python packages that were installed since launch, like {@code numpy==2.4.6}
 * @param home other things in the home, by their names
 * @param changes paths outside workspace and home that differ from the image; at most {@link #MOST}
 * @param more how many more there are
 * @param known false if the engine could not be asked for the changes
 */
record Loss(
    EnvironmentView environment,
    List<String> packages,
    List<String> home,
    List<String> changes,
    int more,
    boolean known) {
  static final int MOST = 200;

  public boolean nothing() {
    return known && packages.isEmpty() && home.isEmpty() && changes.isEmpty();
  }
}
