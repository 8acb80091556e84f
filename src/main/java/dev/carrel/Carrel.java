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
    var end = OrderlyEnd.onShutdown();
    SessionKeys.provide(home);
    System.setProperty("carrel.home", home.toString());
    try (HomeLock lock = HomeLock.take(home)) {
      serve(home, end, args);
    } finally {
      end.reached();
    }
    end.exit();
  }

  private static void serve(Path home, OrderlyEnd end, String... args) {
    if (System.getenv("CARREL_DB_URL") != null) {
      Quarkus.run(null, end::note, args);
      return;
    }
    try (var postgres = EmbeddedPostgres.start(home.resolve("postgres"), Durability.DURABLE)) {
      System.setProperty("quarkus.datasource.jdbc.url", postgres.jdbcUrl("postgres"));
      System.setProperty("quarkus.datasource.username", postgres.user());
      System.setProperty("quarkus.datasource.password", postgres.password());
      Quarkus.run(null, end::note, args);
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
}
