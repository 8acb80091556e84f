package dev.carrel.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter promises. Needs the image {@link #BUSYBOX} in the engine. */
public abstract class EngineContract
    implements DeviceContract,
        ImageContract,
        BuildContract,
        ContainerContract,
        TerminalContract,
        EventContract,
        NetworkContract {

  @TempDir Path folder;
  protected Path workspace;
  protected Engine engine;

  /** An adapter for another instance on the same engine. */
  protected abstract Engine engine(InstanceId instance, Path bindRoot) throws IOException;

  @BeforeEach
  void open() throws IOException {
    workspace = folder.toRealPath().resolve("workspace");
    Files.createDirectory(workspace);
    Files.setPosixFilePermissions(workspace, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    engine = engine(new InstanceId("contract"), folder.toRealPath());
    sweep();
  }

  @AfterEach
  void sweep() {
    engine.containers().list(Map.of()).forEach(one -> engine.containers().remove(one.id()));
    engine.images().list(Map.of()).forEach(image -> engine.images().remove(image.id()));
    engine.networks().remove(NAME);
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Path workspace() {
    return workspace;
  }
}
