package dev.carrel.recipe;

import dev.carrel.catalogue.PackageIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An index with a few packages; one of them belongs to an index that does not answer. */
class FixedIndex implements PackageIndex {
  static final String SILENT = "silent";

  private final Map<String, List<String>> packages =
      new TreeMap<>(
          Map.of(
              "numpy", List.of("2.5.0rc1", "2.4.6", "2.4.5", "1.26.4"),
              "numba", List.of("0.63.0"),
              "jax", List.of("0.10.2", "0.4.38"),
              "equinox", List.of("0.13.2"),
              "jupyterlab", List.of("4.5.0", "4.4.9"),
              "tensorboard", List.of("2.20.0")));

  @Override
  public Suggestions search(String prefix, int limit) {
    return new Suggestions(
        packages.keySet().stream().filter(name -> name.startsWith(prefix)).limit(limit).toList(),
        List.of());
  }

  @Override
  public Listing versions(String name, Optional<String> python) {
    if (name.equals(SILENT)) {
      return new Listing.Unreachable(name, "The index does not answer. Try again in a minute.");
    }
    return packages.containsKey(name)
        ? new Listing.Found(
            name, packages.get(name).stream().map(FixedIndex::version).toList(), List.of())
        : new Listing.NoSuchPackage(name);
  }

  @Override
  public List<String> nearest(String name, String version, Optional<String> python) {
    return packages.getOrDefault(name, List.of());
  }

  /** As if the index had got another version since. */
  void publish(String name, String... versions) {
    packages.put(name, Arrays.asList(versions));
  }

  private static Version version(String text) {
    return new Version(text, text.contains("rc"), true, "");
  }
}
