package dev.carrel.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a simulated process sees: variables, a user, a host, and files. */
final class World {

  /** Waits so many milliseconds; false if the process is to end. */
  interface Sleep {
    boolean pause(long millis);
  }

  /** A folder of the host seen at a path. */
  record Mount(String target, Path source) {}

  final Map<String, String> environment;
  final String user;
  final String host;
  final Sleep sleep;

  /** Files outside the mounts; one map for all processes of a container. */
  final Map<String, String> files;

  private final List<Mount> mounts;

  World(
      Map<String, String> environment, String user, String host, List<Mount> mounts, Sleep sleep) {
    this(environment, user, host, mounts, sleep, new ConcurrentSkipListMap<>());
  }

  private World(
      Map<String, String> environment,
      String user,
      String host,
      List<Mount> mounts,
      Sleep sleep,
      Map<String, String> files) {
    this.files = files;
    this.environment = environment;
    this.user = user;
    this.host = host;
    this.mounts = mounts;
    this.sleep = sleep;
  }

  /** The same world for another process. */
  World with(Map<String, String> more, Sleep other) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new World(all, user, host, mounts, other, files);
  }

  Optional<String> read(String path) {
    Optional<Path> real = real(path);
    try {
      if (real.isPresent()) {
        return Files.isRegularFile(real.get())
            ? Optional.of(Files.readString(real.get()))
            : Optional.empty();
      }
      return Optional.ofNullable(files.get(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String path, String text) {
    Optional<Path> real = real(path);
    try {
      if (real.isPresent()) {
        Files.createDirectories(real.get().getParent());
        Files.writeString(real.get(), text);
      } else {
        files.put(path, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Path> real(String path) {
    return mounts.stream()
        .filter(mount -> path.equals(mount.target()) || path.startsWith(mount.target() + "/"))
        .findFirst()
        .map(
            mount ->
                mount.source().resolve("." + path.substring(mount.target().length())).normalize());
  }
}
