package dev.carrel;

import dev.carrel.database.EmbeddedPostgres;
import dev.carrel.database.EmbeddedPostgres.Durability;
import dev.carrel.database.HomeLock;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The portal's entry: takes the data folder, starts the database where none is named, then Quarkus.
 */
@QuarkusMain
public class Carrel {

  public static void main(String... args) throws IOException {
    joinMainThreadOnShutdown();
    Path home = home();
    System.setProperty("carrel.home", home.toString());
    try (HomeLock lock = HomeLock.take(home)) {
      if (System.getenv("CARREL_DB_URL") != null) {
        Quarkus.run(args);
        return;
      }
      try (var postgres = EmbeddedPostgres.start(home.resolve("postgres"), Durability.DURABLE)) {
        System.setProperty("quarkus.datasource.jdbc.url", postgres.jdbcUrl("postgres"));
        System.setProperty("quarkus.datasource.username", postgres.user());
        System.setProperty("quarkus.datasource.password", postgres.password());
        Quarkus.run(args);
      }
    }
  }

  private static Path home() {
    return Path.of(Optional.ofNullable(System.getenv("CARREL_HOME")).orElse("var"))
        .toAbsolutePath();
  }

  /** Without this the JVM halts on SIGTERM before the database has been stopped in order. */
  private static void joinMainThreadOnShutdown() {
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    main.join(20_000);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "await-main"));
  }
}
