package dev.carrel.gpu.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Single statements, each its own transaction: rows come and go by the thousand here. */
@ApplicationScoped
class Sql {
  private static final int PART = 2000;

  private final DataSource dataSource;

  @Inject
  Sql(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  interface Setting {
    void on(PreparedStatement statement, Connection connection) throws SQLException;
  }

  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> List<T> query(String sql, Setting setting, Reading<T> reading) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      setting.on(statement, connection);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reading.of(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("The history could not be read: " + e.getMessage(), e);
    }
  }

  /** Row by row, for what does not fit into memory; outside of any transaction. */
  <T> void each(String sql, Setting setting, Reading<T> reading, Consumer<T> taker) {
    try (Connection connection = dataSource.getConnection()) {
      // Only within a transaction does the driver fetch in parts.
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setFetchSize(PART);
        setting.on(statement, connection);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            taker.accept(reading.of(rows));
          }
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The history could not be read: " + e.getMessage(), e);
    }
  }

  int update(String sql, Setting setting) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      setting.on(statement, connection);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The history could not be written: " + e.getMessage(), e);
    }
  }

  static Optional<Double> number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  static Optional<Long> whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
