package dev.carrel.gpu.smi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The kernel's log on this machine, where the portal may read it. */
public final class Kernel {

  private static final Path UPTIME = Path.of("/proc/uptime");

  private final Tool tool;
  private final Clock clock;

  /** Without a command there is nothing to read. */
  public Kernel(List<String> command, Duration timeout, Clock clock) {
    this.tool = new Tool(command, timeout);
    this.clock = clock;
  }

  /** Nothing where it may not be read: only root may on many machines. */
  List<Xid> xids() {
    try {
      Tool.Output output = tool.run(List.of());
      return output.exitCode() == 0 ? KernelLog.read(output.text(), boot()) : List.of();
    } catch (Unreadable | IOException | NumberFormatException unknown) {
      return List.of();
    }
  }

  private Instant boot() throws IOException {
    double seconds = Double.parseDouble(Files.readString(UPTIME).split(" ")[0]);
    return clock.instant().minus(Duration.ofSeconds((long) seconds));
  }
}
