package dev.carrel.environment;

import dev.carrel.journey.OwnEngine;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** A real engine that gives devices, by a stand-in for NVIDIA's hook; see {@link GpuEngine}. */
public class HookedEngine implements QuarkusTestResourceLifecycleManager {
  private static final Path HOOK = Path.of("src/test/resources/gpu/nvidia-container-runtime-hook");
  private static volatile OwnEngine own;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("/tmp"), "carrel-hooked-");
      Path programs = Files.createDirectory(folder.resolve("bin"));
      Path hook = programs.resolve("nvidia-container-runtime-hook");
      Files.copy(HOOK, hook, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
      own = OwnEngine.start(folder.resolve("engine"), Optional.of(programs));
      own.copy(LaunchFixture.BASE);
      return Map.of("carrel.engine.host", own.host());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody beside the portal, with the engine's command line. */
  static String docker(String... words) {
    try {
      return own.docker(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    try {
      if (own != null) {
        own.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
