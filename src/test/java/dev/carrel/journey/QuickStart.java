package dev.carrel.journey;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The portal as the README starts it, by {@code docker/carrel up}, on fresh data: real sign-in
 * server, database and engine. One is shared by all tests of a run, and taken away with its data at
 * the end.
 */
public final class QuickStart {
  private static final Path PACKAGED = Path.of("target/quarkus-app/quarkus-run.jar");
  private static QuickStart shared;

  private final Path home;
  private final int port;

  private QuickStart(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  public static synchronized QuickStart shared() throws IOException, InterruptedException {
    if (shared == null) {
      var quickStart =
          new QuickStart(Files.createTempDirectory("carrel-it-"), PortalProcess.freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(quickStart::purge));
      // What is tested is what was packaged, not what an editor has saved since.
      Files.setLastModifiedTime(PACKAGED, FileTime.from(Instant.now()));
      quickStart.up();
      shared = quickStart;
    }
    return shared;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path home() {
    return home;
  }

  /** Starts whatever does not run; harmless when all does. */
  public void up() throws IOException, InterruptedException {
    carrel("up", "--detach");
  }

  /** An API token of a demo user. */
  public String token(String user) throws IOException, InterruptedException {
    return carrel("token", user).lines().reduce((first, last) -> last).orElseThrow();
  }

  /** Ends the portal as a crash does. */
  public void killPortal() throws InterruptedException {
    ProcessHandle portal = portal().orElseThrow();
    portal.destroyForcibly();
    portal.onExit().join();
  }

  public Optional<ProcessHandle> portal() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.isAlive() && command(process).contains(home + "/app/"))
        .filter(process -> command(process).contains("quarkus-run.jar"))
        .findFirst();
  }

  /** Ends the embedded database's server, as the kernel does when memory runs out. */
  public void killDatabase() throws IOException {
    Path pid = home.resolve("postgres/data-18/postmaster.pid");
    long server = Long.parseLong(Files.readAllLines(pid).getFirst().strip());
    ProcessHandle.of(server).orElseThrow().destroyForcibly();
  }

  public String setting(String file) throws IOException {
    return Files.readString(home.resolve(file)).strip();
  }

  private static String command(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private void purge() {
    try {
      carrel("down", "--purge", "--yes");
    } catch (IOException | InterruptedException e) {
      System.err.println("The tests' instance in " + home + " was not taken away: " + e);
    }
  }

  private String carrel(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Path.of("docker/carrel").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // A file and not a pipe: what `up` starts keeps what it inherits open.
    Path output = Files.createTempFile("carrel-it-", ".log");
    builder.redirectOutput(output.toFile()).redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(Map.of("CARREL_HOME", home.toString(), "CARREL_PORT", "" + port));
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          "docker/carrel " + String.join(" ", arguments) + ":\n" + Files.readString(output));
    }
    String said = Files.readString(output);
    Files.delete(output);
    return said;
  }
}
