package dev.carrel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server of the portal's own, for users' data: synchronous writes, passwords (SCRAM),
 * loopback only. It is restarted when it dies while the portal runs.
 *
 * <p>The server outlives a {@code kill -9} of the portal; the next start stops it and starts it
 * again, so that its settings are the ones of this portal.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** How hard the server tries to keep what it was told. */
  public enum Durability {
    DURABLE,
    /** No fsync: for tests, whose data nobody needs after a power cut. */
    FOR_TESTS
  }

  private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
  private static final String USER = "carrel";
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  private final Path home;
  private final Path data;
  private final Durability durability;
  private final PostgresBinaries binaries;
  private final String password;
  private final int port;
  private volatile boolean wanted = true;

  private EmbeddedPostgres(Path home, Durability durability) throws IOException {
    this.home = home.toAbsolutePath();
    this.durability = durability;
    createPrivate(this.home);
    this.binaries = PostgresBinaries.unpackInto(this.home);
    this.data = this.home.resolve("data-" + PostgresBinaries.MAJOR);
    this.password = password(this.home.resolve("password"));
    this.port = freePort();
  }

  /** Starts the server on the data under {@code home}, making them on first use. */
  public static EmbeddedPostgres start(Path home, Durability durability) {
    try {
      var postgres = new EmbeddedPostgres(home, durability);
      postgres.initialise();
      postgres.stopSurvivor();
      postgres.startServer();
      postgres.watch();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The embedded PostgreSQL could not be started in " + home + ": " + e.getMessage(), e);
    }
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** Stops the server; open transactions are rolled back. */
  @Override
  public void close() {
    wanted = false;
    try {
      run(List.of(binaries.program("pg_ctl"), "-D", data.toString(), "-m", "fast", "-w", "stop"));
    } catch (IOException e) {
      LOG.warnf("The embedded PostgreSQL did not stop in order: %s", e.getMessage());
    }
  }

  /** Leaves the server to itself, as a portal does that was killed. */
  void abandon() {
    wanted = false;
  }

  private void initialise() throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    // initdb leaves PG_VERSION early: make the folder aside, so that an interrupted one is not
    // used.
    Path unfinished = home.resolve("initialising");
    deleteRecursively(unfinished);
    run(
        List.of(
            binaries.program("initdb"),
            "-D",
            unfinished.toString(),
            "-A",
            "scram-sha-256",
            "-U",
            USER,
            "--pwfile",
            home.resolve("password").toString(),
            "-E",
            "UTF8",
            "--locale=C",
            "--no-instructions"));
    Files.move(unfinished, data);
  }

  private void stopSurvivor() throws IOException {
    if (Files.exists(data.resolve("postmaster.pid"))) {
      try {
        run(List.of(binaries.program("pg_ctl"), "-D", data.toString(), "-m", "fast", "-w", "stop"));
      } catch (IOException e) {
        // A stale pid file of a server that is gone; the start takes it away.
        LOG.debugf("No surviving PostgreSQL to stop: %s", e.getMessage());
      }
    }
  }

  private void startServer() throws IOException {
    String options = "-h 127.0.0.1 -p " + port + " -c unix_socket_directories=''";
    if (durability == Durability.FOR_TESTS) {
      options += " -F -c synchronous_commit=off -c full_page_writes=off";
    }
    run(
        List.of(
            binaries.program("pg_ctl"),
            "-D",
            data.toString(),
            "-l",
            home.resolve("server.log").toString(),
            "-o",
            options,
            "-t",
            "60",
            "-w",
            "start"));
  }

  private void watch() {
    Thread.ofVirtual()
        .name("postgres-watch")
        .start(
            () -> {
              while (wanted) {
                try {
                  Thread.sleep(WATCH_INTERVAL);
                  if (wanted && !alive()) {
                    LOG.warn("The embedded PostgreSQL has ended; starting it again");
                    startServer();
                  }
                } catch (InterruptedException e) {
                  return;
                } catch (IOException e) {
                  LOG.errorf("The embedded PostgreSQL does not start again: %s", e.getMessage());
                }
              }
            });
  }

  private boolean alive() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return false;
    }
    List<String> lines = Files.readAllLines(pidFile);
    return !lines.isEmpty()
        && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .map(ProcessHandle::isAlive)
            .orElse(false);
  }

  /** Runs one of PostgreSQL's programs; they refuse to run as root, hence the user namespace. */
  private void run(List<String> command) throws IOException {
    var line = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      line.addAll(List.of("unshare", "-U"));
    }
    line.addAll(command);
    Path output = Files.createTempFile(home, "output-", ".log");
    try {
      Process process =
          new ProcessBuilder(line)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectInput(new java.io.File("/dev/null"))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command.getFirst() + " did not end within 90 s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            Path.of(command.getFirst()).getFileName() + ": " + Files.readString(output).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command.getFirst(), e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return Files.readString(file).strip();
  }

  private static void createPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
