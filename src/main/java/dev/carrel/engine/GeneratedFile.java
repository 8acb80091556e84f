package dev.carrel.engine;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file that the portal wrote, which a container sees read-only. Bound rather than copied in:
 * copying into a container that a user controls has been a race as root.
 *
 * @param source existing file on the host
 * @param target one of the few paths that make an account known inside
 */
public record GeneratedFile(Path source, String target) {

  private static final Pattern TARGETS =
      Pattern.compile(
          "/etc/(passwd|group|shadow|motd|bash\\.bashrc|inputrc|profile|pip\\.conf"
              + "|profile\\.d/[a-z0-9-]+\\.sh|carrel/[a-z0-9.-]+)");

  public GeneratedFile {
    HomeMount.checkSource("file", source);
    if (!TARGETS.matcher(target).matches()) {
      throw new IllegalArgumentException("file must not be mounted at " + target);
    }
  }
}
