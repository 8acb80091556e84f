package dev.carrel.engine.memory;

import dev.carrel.engine.ExecResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A short command in a container. */
final class MemoryExec {

  private static final int MOST = 1 << 20;

  private final MemoryContainer container;

  MemoryExec(MemoryContainer container) {
    this.container = container;
  }

  ExecResult run(List<String> command, Duration timeout) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    boolean[] late = {false};
    World world =
        container.world.with(
            Map.of(),
            millis -> {
              late[0] = millis > timeout.toMillis();
              sleep(Math.min(millis, timeout.toMillis()));
              return !late[0];
            });
    int exit = new TinyShell(world, (stream, bytes) -> output.writeBytes(bytes)).command(command);
    byte[] bytes = output.toByteArray();
    return new ExecResult(
        late[0] ? ExecResult.TIMED_OUT : exit,
        new String(bytes, 0, Math.min(bytes.length, MOST), StandardCharsets.UTF_8),
        bytes.length > MOST);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
