package dev.carrel.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second portal out of one data folder: it would stop the first one's database. */
public final class HomeLock implements AutoCloseable {
  private final FileLock lock;

  private HomeLock(FileLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the lock, which the operating system frees when this process ends, however it ends.
   *
   * @throws IllegalStateException when another portal holds it
   */
  public static HomeLock take(Path home) throws IOException {
    Files.createDirectories(home);
    // Kept open for the life of the process: closing the channel would free the lock.
    @SuppressWarnings("resource")
    var channel =
        FileChannel.open(
            home.resolve("portal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException(
          "Another Carrel portal is running on the data in "
              + home.toAbsolutePath()
              + ". Stop it first (docker/carrel down), or set CARREL_HOME to another folder.");
    }
    return new HomeLock(lock);
  }

  @Override
  public void close() throws IOException {
    lock.channel().close();
  }
}
