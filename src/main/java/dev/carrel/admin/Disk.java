package dev.carrel.admin;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How full the disk below a folder is. */
record Disk(String what, Path folder, long free, long total) {

  static Optional<Disk> of(String what, Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      FileStore store = Files.getFileStore(there);
      return Optional.of(
          new Disk(what, folder.toAbsolutePath(), store.getUsableSpace(), store.getTotalSpace()));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  public int used() {
    return total == 0 ? 0 : (int) (100 - 100 * free / total);
  }

  public boolean low() {
    return used() >= 90;
  }
}
