package dev.carrel.catalogue;

import dev.carrel.catalogue.python.PythonVersion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which versions someone may have meant who asked for one that does not exist. */
final class Nearness {

  private Nearness() {}

  /**
   * Those of the same line first ({@code 2.4.x} for {@code 2.4.9}), then those that are fewest
   * releases away.
   *
   * @param versions newest first
   */
  static List<PythonVersion> order(List<PythonVersion> versions, PythonVersion wanted) {
    int place = 0;
    while (place < versions.size() && versions.get(place).compareTo(wanted) > 0) {
      place++;
    }
    int between = place;
    return IntStream.range(0, versions.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(i -> -versions.get(i).agreement(wanted))
                .thenComparingInt(i -> Math.abs(2 * i + 1 - 2 * between)))
        .map(versions::get)
        .toList();
  }
}
