package dev.carrel.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFoldersTest {
  @TempDir Path folder;
  private Path root;
  private WorkspaceFolders folders;
  private int uid;
  private int gid;

  @BeforeEach
  void ownAll() throws IOException {
    root = folder.toRealPath().resolve("workspaces");
    folders = new WorkspaceFolders(root);
    uid = (Integer) Files.getAttribute(folder, "unix:uid");
    gid = (Integer) Files.getAttribute(folder, "unix:gid");
  }

  @Test
  void makesAPrivateFolderAndFindsItAgain() throws IOException {
    Path made = folders.ensure("alice", uid, gid, "thesis");
    assertThat(made).isEqualTo(root.resolve("alice/thesis")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    Files.writeString(made.resolve("kept"), "kept");
    assertThat(folders.ensure("alice", uid, gid, "thesis").resolve("kept")).hasContent("kept");
  }

  @Test
  void followsNoLinkInPlaceOfAWorkspace() throws IOException {
    folders.ensure("alice", uid, gid, "thesis");
    Files.createSymbolicLink(root.resolve("alice/stolen"), folder);
    assertThatThrownBy(() -> folders.ensure("alice", uid, gid, "stolen"))
        .isInstanceOf(WorkspaceUnusable.class)
        .hasMessageContaining("is not followed");
  }

  @Test
  void followsNoLinkInPlaceOfAUsersFolder() throws IOException {
    folders.ensure("alice", uid, gid, "thesis");
    Files.createSymbolicLink(root.resolve("bob"), root.resolve("alice"));
    assertThatThrownBy(() -> folders.ensure("bob", uid, gid, "thesis"))
        .isInstanceOf(WorkspaceUnusable.class);
  }

  @Test
  void usesNoFolderThatOthersMayWriteTo() throws IOException {
    folders.ensure("alice", uid, gid, "thesis");
    Files.setPosixFilePermissions(
        root.resolve("alice"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> folders.ensure("alice", uid, gid, "thesis"))
        .isInstanceOf(WorkspaceUnusable.class)
        .hasMessageContaining("others than the portal may write");
  }
}
