package dev.carrel.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A container engine of a test's own, to be stopped and restarted without disturbing the machine's:
 * a second {@code dockerd} in a network namespace of its own, because without one it would remove
 * the first one's bridge.
 */
public final class OwnEngine implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> environment;
  private Process process;

  private OwnEngine(Path folder, Map<String, String> environment) {
    this.folder = folder.toAbsolutePath();
    this.environment = environment;
  }

  static OwnEngine start(Path folder) throws IOException, InterruptedException {
    return start(folder, Optional.empty());
  }

  /** With programs that it finds before the machine's own; a daemon.json in the folder counts. */
  public static OwnEngine start(Path folder, Optional<Path> programs)
      throws IOException, InterruptedException {
    var engine =
        at(
            folder,
            programs
                .map(first -> Map.of("PATH", first + ":" + System.getenv("PATH")))
                .orElseGet(Map::of));
    engine.start();
    return engine;
  }

  /**
   * One that does not run yet.
   *
   * @param environment variables for the engine's own process
   */
  static OwnEngine at(Path folder, Map<String, String> environment) {
    return new OwnEngine(folder, environment);
  }

  public String host() {
    return "unix://" + folder.resolve("docker.sock");
  }

  void start() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var builder =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--kill-child",
                "sh",
                "-c",
                "ip link set lo up && { [ ! -f \"$0/daemon.json\" ] || set -- --config-file"
                    + " \"$0/daemon.json\"; } && exec dockerd \"$@\" --host \"unix://$0/docker.sock\" --data-root"
                    + " \"$0/data\" --exec-root \"$0/exec\" --pidfile \"$0/docker.pid\"",
                folder.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("engine.log").toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
    awaitAnswer();
  }

  /** Runs the engine's command line, as somebody beside the portal would. */
  public String docker(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of("docker", "--host", host()));
    command.addAll(List.of(arguments));
    Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(client.getInputStream().readAllBytes()).strip();
    if (client.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  /** Takes an image over from the machine's engine. */
  public void copy(String image) throws IOException, InterruptedException {
    var pipe =
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder("docker", "save", image),
                new ProcessBuilder("docker", "--host", host(), "load")));
    if (pipe.getLast().waitFor() != 0) {
      throw new IOException(image + " could not be copied");
    }
  }

  /** Stops the engine and with it the containers, as a restart of its service does. */
  void stop() throws IOException, InterruptedException {
    long pid = Long.parseLong(Files.readString(folder.resolve("docker.pid")).strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
  }

  private void awaitAnswer() throws InterruptedException, IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      try {
        docker("version");
        return;
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IllegalStateException(
              "The test's engine ended: " + Files.readString(folder.resolve("engine.log")));
        }
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("The test's engine does not answer");
  }
}
