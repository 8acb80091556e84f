package dev.carrel.retirement;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.FileChange;
import dev.carrel.environment.EnvironmentContents;
import dev.carrel.environment.EnvironmentView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds out what is in an environment and nowhere else. */
@ApplicationScoped
class LossPreview {
  private final Engine engine;
  private final EnvironmentContents contents;

  @Inject
  LossPreview(Engine engine, EnvironmentContents contents) {
    this.engine = engine;
    this.contents = contents;
  }

  Loss of(EnvironmentView environment) {
    List<String> changes = List.of();
    boolean known = true;
    if (environment.container().isPresent()) {
      try {
        changes = paths(engine.containers().changes(environment.container().get()).stream());
      } catch (EngineException gone) {
        known = false;
      }
    }
    return new Loss(
        environment,
        contents.packages(environment.id()),
        contents.homeEntries(environment.id()),
        changes.stream().limit(Loss.MOST).toList(),
        Math.max(0, changes.size() - Loss.MOST),
        known);
  }

  /** Only the outermost of what is new, and no folder that changed because of what is in it. */
  static List<String> paths(Stream<FileChange> changes) {
    List<FileChange> all = changes.toList();
    Map<String, FileChange.Kind> kinds = new TreeMap<>();
    all.forEach(change -> kinds.put(change.path(), change.kind()));
    TreeSet<String> paths = new TreeSet<>(kinds.keySet());
    return all.stream()
        .filter(change -> !mountPoint(change.path()))
        .filter(
            change ->
                change.kind() == FileChange.Kind.MODIFIED
                    ? !hasBelow(paths, change.path())
                    : kinds.getOrDefault(parent(change.path()), FileChange.Kind.MODIFIED)
                        == FileChange.Kind.MODIFIED)
        .map(FileChange::path)
        .sorted()
        .toList();
  }

  private static boolean hasBelow(TreeSet<String> paths, String path) {
    String next = paths.higher(path + "/");
    return next != null && next.startsWith(path + "/");
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The engine makes these for the mounts; nobody put them there. */
  private static boolean mountPoint(String path) {
    return Stream.of(
            "/workspace",
            "/home",
            "/etc/carrel",
            "/etc/pip.conf",
            "/run",
            "/dev",
            "/usr/sbin/docker-init",
            "/sbin/docker-init")
        .anyMatch(point -> path.equals(point) || path.startsWith(point + "/"));
  }
}
