package dev.carrel.environment.inside;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an account put into its home. */
public final class HomeContents {
  private static final Pattern METADATA =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._]*)-([A-Za-z0-9][A-Za-z0-9._+!]*)\\.dist-info");

  /** Nobody misses these. */
  private static final Set<String> LITTER =
      Set.of(
          ".local",
          ".cache",
          ".bash_history",
          ".ash_history",
          ".python_history",
          ".lesshst",
          ".viminfo",
          ".wget-hsts");

  private HomeContents() {}

  /** Python packages that pip installed there, like {@code numpy==2.4.6}, sorted. */
  public static List<String> packages(Path home) {
    Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String python : Trees.names(home, ".local", "lib")) {
      for (String entry : Trees.names(home, ".local", "lib", python, "site-packages")) {
        Matcher metadata = METADATA.matcher(entry);
        if (metadata.matches()) {
          found.add(metadata.group(1).replace('_', '-') + "==" + metadata.group(2));
        }
      }
    }
    return List.copyOf(found);
  }

  /** Names of other things there, sorted. */
  public static List<String> entries(Path home) {
    return Trees.names(home).stream().filter(name -> !LITTER.contains(name)).sorted().toList();
  }
}
