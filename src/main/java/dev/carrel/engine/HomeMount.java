package dev.carrel.engine;

import java.nio.file.Path;

/**
 * A folder of the portal's disk that is the user's home in one container.
 *
 * <p>{@code pip install} and shells want a writable home that lasts over stop and start. A
 * container's own layer cannot give one: its files are the image's, whose owner is not the account,
 * and nobody in the container may change that. A tmpfs is lost at a stop and counts as memory. So
 * each environment gets a folder, made with the account's owner and mode 0700 by whoever launches,
 * and removed when the environment is retired. It is not part of {@link Containers#changes}.
 *
 * @param source existing folder on the host
 * @param target like {@code /home/alice}
 */
public record HomeMount(Path source, String target) {

  public HomeMount {
    checkSource("home", source);
    if (!target.matches("/home/[a-z_][a-z0-9_.-]{0,63}")) {
      throw new IllegalArgumentException("home must be a folder in /home, not " + target);
    }
  }

  static void checkSource(String what, Path source) {
    if (!source.isAbsolute() || !source.equals(source.normalize()) || source.getNameCount() < 2) {
      throw new IllegalArgumentException(what + " must be an absolute path, not " + source);
    }
  }
}
