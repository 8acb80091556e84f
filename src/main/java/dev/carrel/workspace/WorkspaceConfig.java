package dev.carrel.workspace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where users' files lie. */
@ConfigMapping(prefix = "carrel.workspaces")
interface WorkspaceConfig {

  /**
   * Folder of the host that holds the workspaces, as {@code <user>/<workspace>}. It and the users'
   * folders in it belong to the portal; nobody else may write to them.
   */
  @WithDefault("${carrel.home:var}/workspaces")
  Path root();

  /** How old a count of a workspace's bytes may grow before it is counted again. */
  @WithDefault("1h")
  Duration measureEvery();
}
