package dev.carrel;

import dev.carrel.account.SessionKeys;
import dev.carrel.account.SignInSettings;
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
    Path home = home();
    if (!inDevMode()) {
      refuseUnsafeSignIn();
    }
    joinMainThreadOnShutdown();
    SessionKeys.provide(home);
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

  /** Quarkus tells the mode only once it runs; the packaged portal has another class loader. */
  private static boolean inDevMode() {
    return Carrel.class.getClassLoader().getClass().getSimpleName().equals("QuarkusClassLoader");
  }

  /** Without a stack trace: it is the settings that are wrong, and the operator who reads. */
  private static void refuseUnsafeSignIn() {
    try {
      SignInSettings.check(System.getenv());
    } catch (IllegalStateException refused) {
      System.err.println("Carrel does not start: " + refused.getMessage());
      System.exit(78); // EX_CONFIG of sysexits.h
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
