package dev.carrel.engine.docker;

import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which paths of the host a container may see: those below the portal's own folders, reached
 * without a link. The last lock, if a feature should ever be talked into another path.
 */
record BindRules(List<Path> roots) {

  void check(Path source) {
    Path real;
    try {
      real = source.toRealPath();
    } catch (IOException e) {
      throw new EngineRefused(Reason.ABSENT, "there is no " + source, e);
    }
    if (!real.equals(source)) {
      throw new EngineRefused(Reason.FAILED, source + " leads over a link to " + real);
    }
    if (roots.stream().noneMatch(root -> real.startsWith(real(root)) && !real.equals(real(root)))) {
      throw new EngineRefused(Reason.FAILED, source + " is not below " + roots);
    }
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root.toAbsolutePath().normalize();
    }
  }
}
