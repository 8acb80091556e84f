package dev.carrel.catalogue.python;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file that an index offers, as its name tells it.
 *
 * @param project normalised
 * @param tags what interpreters a wheel is for; empty for a source archive, which is for all
 */
public record Distribution(String project, PythonVersion version, Set<Tag> tags) {
  private static final List<String> ARCHIVES = List.of(".tar.gz", ".zip", ".tar.bz2", ".tgz");

  public Distribution {
    tags = Set.copyOf(tags);
  }

  /** A wheel's three tags, each of which its name may hold several of, joined by dots. */
  public record Tag(String python, String abi, String platform) {}

  public boolean isWheel() {
    return !tags.isEmpty();
  }

  /** Empty if the name is of no file that pip would take for a project. */
  public static Optional<Distribution> parse(String filename, String project) {
    return filename.endsWith(".whl") ? wheel(filename) : source(filename, project);
  }

  /** PEP 427: {@code name-version(-build)?-python-abi-platform.whl}. */
  public static Optional<Distribution> wheel(String filename) {
    if (!filename.endsWith(".whl")) {
      return Optional.empty();
    }
    String[] parts = filename.substring(0, filename.length() - 4).split("-", -1);
    boolean build =
        parts.length == 6 && !parts[2].isEmpty() && Character.isDigit(parts[2].charAt(0));
    if ((parts.length != 5 && !build) || !ProjectName.isValid(parts[0])) {
      return Optional.empty();
    }
    int first = parts.length - 3;
    Set<Tag> tags = new java.util.HashSet<>();
    for (String python : parts[first].split("\\.")) {
      for (String abi : parts[first + 1].split("\\.")) {
        for (String platform : parts[first + 2].split("\\.")) {
          tags.add(new Tag(python, abi, platform));
        }
      }
    }
    // Old tools wrote a hyphen in the version as an underscore.
    return PythonVersion.parse(parts[1].replace('_', '-'))
        .map(version -> new Distribution(ProjectName.normalise(parts[0]), version, tags));
  }

  private static Optional<Distribution> source(String filename, String project) {
    String wanted = ProjectName.normalise(project);
    for (String suffix : ARCHIVES) {
      if (!filename.endsWith(suffix)) {
        continue;
      }
      String stem = filename.substring(0, filename.length() - suffix.length());
      // Names may hold hyphens themselves: the version begins where the project's name ends.
      for (int dash = stem.indexOf('-'); dash > 0; dash = stem.indexOf('-', dash + 1)) {
        if (ProjectName.normalise(stem.substring(0, dash)).equals(wanted)) {
          return PythonVersion.parse(stem.substring(dash + 1))
              .map(version -> new Distribution(wanted, version, Set.of()));
        }
      }
    }
    return Optional.empty();
  }
}
