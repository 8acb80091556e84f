package dev.carrel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carrel.database.EmbeddedPostgres.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir Path home;

  @Test
  void keepsRowsOverARestartAndAsksForAPassword() throws Exception {
    try (var postgres = EmbeddedPostgres.start(home, Durability.DURABLE)) {
      execute(postgres, "create table kept as select 42 as answer");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "carrel", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(setting(postgres, "fsync")).isEqualTo("on");
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
        .isEqualTo("rw-------");
    try (var postgres = EmbeddedPostgres.start(home, Durability.DURABLE)) {
      assertThat(single(postgres, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void startsAgainWhenTheServerIsKilled() throws Exception {
    try (var postgres = EmbeddedPostgres.start(home, Durability.DURABLE)) {
      execute(postgres, "create table kept as select 42 as answer");
      ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(single(postgres, "select answer from kept")).isEqualTo("42"));
    }
  }

  @Test
  void takesOverFromAServerThatOutlivedItsPortal() throws Exception {
    // Nothing closes the first one: as after a kill -9 of the portal.
    EmbeddedPostgres.start(home, Durability.DURABLE).abandon();
    long survivor = postmaster();
    try (var postgres = EmbeddedPostgres.start(home, Durability.DURABLE)) {
      assertThat(postmaster()).isNotEqualTo(survivor);
      assertThat(single(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void oneHomeServesOnePortal() throws Exception {
    try (var first = HomeLock.take(home)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> HomeLock.take(home))
          .hasMessageContaining("Another Carrel portal is running");
    }
    HomeLock.take(home).close();
  }

  private long postmaster() throws Exception {
    return Long.parseLong(
        Files.readAllLines(home.resolve("data-18/postmaster.pid")).getFirst().strip());
  }

  private static String setting(EmbeddedPostgres postgres, String name) throws SQLException {
    return single(postgres, "show " + name);
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String single(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
  }
}
