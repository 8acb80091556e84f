package dev.carrel.environment.inside;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Python packages an account installed into its home. */
public final class InstalledPackages {
  private static final Pattern METADATA =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._]*)-([A-Za-z0-9][A-Za-z0-9._+!]*)\\.dist-info");

  private InstalledPackages() {}

  /** Like {@code numpy==2.4.6}, sorted. */
  public static List<String> in(Path home) {
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
}
