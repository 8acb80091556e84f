package dev.carrel.environment.inside;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks into and removes folders that users fill, without ever following a link: each step is taken
 * from an open folder (openat), so that nothing can be swapped in between.
 */
final class Trees {

  private Trees() {}

  /** By {@code rm}, which neither depth nor odd names bring down. */
  static void delete(Path folder) throws IOException {
    Process rm =
        new ProcessBuilder("rm", "-rf", "--one-file-system", "--", folder.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String words = new String(rm.getInputStream().readAllBytes());
      if (rm.waitFor() != 0) {
        throw new IOException(words.lines().findFirst().orElse("rm failed on " + folder));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while removing " + folder, e);
    }
  }

  /** Names in a folder below the root; nothing if there is no such folder, or a link on the way. */
  static List<String> names(Path root, String... way) {
    try (SecureDirectoryStream<Path> folder = open(root)) {
      return names(folder, List.of(way));
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static List<String> names(SecureDirectoryStream<Path> folder, List<String> way)
      throws IOException {
    if (way.isEmpty()) {
      List<String> names = new ArrayList<>();
      folder.forEach(entry -> names.add(entry.getFileName().toString()));
      return names;
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(Path.of(way.getFirst()), LinkOption.NOFOLLOW_LINKS)) {
      return names(next, way.subList(1, way.size()));
    }
  }

  private static SecureDirectoryStream<Path> open(Path folder) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this system cannot walk folders safely");
  }
}
