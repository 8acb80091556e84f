package dev.carrel.environment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Lets one replica at a time bring an environment and the engine together.
 *
 * <p>A claim is an advisory lock of PostgreSQL's, held by a connection of its own: whoever dies
 * loses it at once. It does not lock the row, so that the owner can change his mind meanwhile.
 */
@ApplicationScoped
class EnvironmentClaims {
  /** The first of the lock's two numbers; the second is the environment. */
  private static final int KIND = 1851;

  private final DataSource dataSource;

  @Inject
  EnvironmentClaims(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * @return false if somebody else is at it: then nothing was done
   */
  boolean during(long environment, Runnable work) {
    try (Connection connection = dataSource.getConnection()) {
      if (!call(connection, "select pg_try_advisory_lock(?, ?)", environment)) {
        return false;
      }
      try {
        work.run();
      } finally {
        release(connection, environment);
      }
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
    }
  }

  private static void release(Connection connection, long environment) {
    try {
      call(connection, "select pg_advisory_unlock(?, ?)", environment);
    } catch (SQLException e) {
      // The connection is lost, and the lock with it.
    }
  }

  private static boolean call(Connection connection, String sql, long environment)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, KIND);
      // Ids that differ by four billion would merely wait for one another.
      statement.setInt(2, (int) environment);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getBoolean(1);
      }
    }
  }
}
