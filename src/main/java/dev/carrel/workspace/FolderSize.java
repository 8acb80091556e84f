package dev.carrel.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Counts the bytes of a folder's files: links are not followed, and a file with several names
 * counts once.
 */
final class FolderSize extends SimpleFileVisitor<Path> {
  private final Path folder;
  private final BooleanSupplier stop;
  private final Set<Object> seen = new HashSet<>();
  private long bytes;

  FolderSize(Path folder, BooleanSupplier stop) {
    this.folder = folder;
    this.stop = stop;
  }

  long count() throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(folder, this);
    }
    return bytes;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && (attributes.size() == 0 || firstName(file, attributes))) {
      bytes += attributes.size();
    }
    return stop.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }

  /** Files go while they are counted: that is no error. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  private boolean firstName(Path file, BasicFileAttributes attributes) {
    try {
      Map<String, Object> links =
          Files.readAttributes(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      return (Integer) links.get("nlink") < 2 || seen.add(attributes.fileKey());
    } catch (IOException gone) {
      return false;
    }
  }
}
