package dev.carrel.database;

import dev.carrel.database.EmbeddedPostgres.Durability;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** Gives every {@code @QuarkusTest} one real PostgreSQL with an empty database. */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    postgres = EmbeddedPostgres.start(Path.of("target/test-postgres"), Durability.FOR_TESTS);
    recreate("carrel_test");
    return Map.of(
        "quarkus.datasource.jdbc.url", postgres.jdbcUrl("carrel_test"),
        "quarkus.datasource.username", postgres.user(),
        "quarkus.datasource.password", postgres.password());
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  private void recreate(String database) {
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists " + database + " with (force)");
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException("The tests' database could not be made", e);
    }
  }
}
