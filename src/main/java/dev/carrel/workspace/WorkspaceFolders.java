package dev.carrel.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes {@code <root>/<user>/<workspace>} for its owner.
 *
 * <p>The engine resolves a bind's source as root and follows links. So nobody but the portal may
 * write to the two upper folders: then no user can put a link, or another's folder, in the place of
 * a workspace, and what was looked at here is what the engine binds later. That is checked each
 * time, with no link followed. What users make inside a workspace is never resolved on the host.
 */
final class WorkspaceFolders {
  private static final Set<PosixFilePermission> PASSABLE =
      PosixFilePermissions.fromString("rwx--x--x");
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private final Path root;

  WorkspaceFolders(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path path(String user, String workspace) {
    return root.resolve(user).resolve(workspace);
  }

  /** The workspace's folder; made if need be. Can be repeated after a crash at any line. */
  Path ensure(String user, int uid, int gid, String workspace) {
    try {
      Files.createDirectories(root);
      Path real = root.toRealPath();
      int portal = owner(real);
      guarded(real, portal);
      Path home = real.resolve(user);
      directory(home, PASSABLE);
      guarded(home, portal);
      Path folder = home.resolve(workspace);
      directory(folder, PRIVATE);
      give(folder, portal, uid, gid);
      return folder;
    } catch (IOException e) {
      throw new WorkspaceUnusable(
          "its folder %s cannot be made (%s). An operator has to look at carrel.workspaces.root."
              .formatted(path(user, workspace), e.getMessage()),
          e);
    }
  }

  private static void directory(Path folder, Set<PosixFilePermission> mode) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(mode));
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new WorkspaceUnusable(
            "%s is not a folder but a link or a file, and is not followed. An operator has to look at it."
                .formatted(folder));
      }
    }
  }

  private static void guarded(Path folder, int portal) throws IOException {
    Set<PosixFilePermission> mode =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    if (owner(folder) != portal
        || mode.contains(PosixFilePermission.GROUP_WRITE)
        || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new WorkspaceUnusable(
          "others than the portal may write to %s and could put a link there. An operator has to take that away (chmod go-w, chown)."
              .formatted(folder));
    }
  }

  private static void give(Path folder, int portal, int uid, int gid) throws IOException {
    int owner = owner(folder);
    if (owner == uid) {
      return;
    }
    // Still the portal's and empty: made a moment ago, or before a crash.
    if (owner != portal || !empty(folder)) {
      throw new WorkspaceUnusable(
          "%s belongs to user id %d, not to yours (%d). An operator has to settle whose it is."
              .formatted(folder, owner, uid));
    }
    try {
      Files.setAttribute(folder, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(folder, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new WorkspaceUnusable(
          "the portal may not give %s to user id %d. It has to run as root or with CAP_CHOWN."
              .formatted(folder, uid),
          e);
    }
  }

  private static boolean empty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static int owner(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return (Integer) attributes.get("uid");
  }
}
