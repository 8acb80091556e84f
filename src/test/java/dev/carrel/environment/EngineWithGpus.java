package dev.carrel.environment;

import dev.carrel.journey.OwnEngine;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * A real engine of the test's own with the stand-in hook on its path, and the machine of the
 * stand-in {@code nvidia-smi}: four GPUs, the second in four slices, the last one broken.
 */
public class EngineWithGpus implements QuarkusTestResourceLifecycleManager {
  private static final Path STAND_INS = Path.of("src/test/resources/gpu").toAbsolutePath();

  private Path folder;
  private OwnEngine engine;

  @Override
  public Map<String, String> start() {
    try {
      // The engine binds folders in it, so they must not lie below one that only root may pass.
      folder = Files.createTempDirectory(Path.of("/tmp"), "carrel-gpus-it");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      engine = OwnEngine.start(folder.resolve("engine"), Optional.of(programs()));
      engine.copy(LaunchFixture.BASE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Map.ofEntries(
        Map.entry("carrel.engine.kind", "docker"),
        Map.entry("carrel.engine.host", engine.host()),
        Map.entry("carrel.instance", "carrel-gpus-it"),
        Map.entry("carrel.home", folder.toString()),
        Map.entry("carrel.workspaces.root", folder.resolve("workspaces").toString()),
        // The engine's network is not this machine's.
        Map.entry("carrel.network.shield", "off"),
        Map.entry("carrel.network.wheelhouses", "false"),
        Map.entry("carrel.gpus.inventory.every", "2s"),
        Map.entry("carrel.gpus.inventory.kernel-log", "none"),
        Map.entry("carrel.gpus.inventory.command", "bash," + STAND_INS.resolve("nvidia-smi")));
  }

  private Path programs() throws IOException {
    Path programs = Files.createDirectories(folder.resolve("bin"));
    Path hook = programs.resolve("nvidia-container-runtime-hook");
    Files.copy(STAND_INS.resolve("nvidia-container-runtime-hook"), hook);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    return programs;
  }

  @Override
  public void stop() {
    try {
      if (engine != null) {
        engine.close();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      Host.tryTo("rm", "-rf", folder.toString());
    }
  }
}
