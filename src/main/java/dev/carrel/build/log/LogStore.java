package dev.carrel.build.log;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The logs in the database, in chunks of lines. */
@ApplicationScoped
public class LogStore {
  /** Said when a build has new lines; many times a second while it prints. */
  public static final String TOPIC = "build-log";

  /** Chunks read at once: some megabytes at most. */
  private static final int READ = 16;

  private final DataSource dataSource;
  private final EntityManager entities;
  private final Signals signals;

  @Inject
  LogStore(DataSource dataSource, EntityManager entities, Signals signals) {
    this.dataSource = dataSource;
    this.entities = entities;
    this.signals = signals;
  }

  /**
   * Writes lines of an attempt, and says so to all replicas in the same transaction.
   *
   * @throws Superseded if the attempt is over
   */
  void append(BuildAttempt attempt, List<LogLine> lines) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              int written =
                  entities
                      .createNativeQuery(
                          """
                          insert into build_log (build_id, first_line, last_line, lines)
                          select id, ?3, ?4, ?5 from build
                          where id = ?1 and attempt = ?2 and status = 'running'
                          for share""")
                      .setParameter(1, attempt.build())
                      .setParameter(2, attempt.number())
                      .setParameter(3, lines.getFirst().number())
                      .setParameter(4, lines.getLast().number())
                      .setParameter(5, LogCodec.encode(lines))
                      .executeUpdate();
              if (written == 0) {
                throw new Superseded(attempt.build(), attempt.number());
              }
              signals.raise(new Signal(TOPIC, attempt.build(), attempt.account()));
            });
  }

  /** Leaves out the chunks that lie wholly between the two lines. */
  void leaveOut(long build, long after, long upTo) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        "delete from build_log where build_id = ?1 and first_line > ?2 and last_line <= ?3")
                    .setParameter(1, build)
                    .setParameter(2, after)
                    .setParameter(3, upTo)
                    .executeUpdate());
  }

  /** The number of the newest line, 0 if there is none. */
  public long last(long build) {
    return query(
        "select coalesce(max(last_line), 0) from build_log where build_id = ?",
        statement -> statement.setLong(1, build),
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }

  /** What is kept of a build's log: bytes of the chunks, by their first and last line, in order. */
  List<Chunk> chunks(long build) {
    return query(
        "select first_line, last_line, length(lines) from build_log where build_id = ? order by first_line",
        statement -> statement.setLong(1, build),
        rows -> {
          var chunks = new ArrayList<Chunk>();
          while (rows.next()) {
            chunks.add(new Chunk(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
          }
          return chunks;
        });
  }

  record Chunk(long first, long last, long bytes) {}

  /** The next lines whose numbers are above that; some, not all; none if there are none. */
  public List<LogLine> after(long build, long number) {
    return query(
        "select first_line, lines from build_log where build_id = ? and last_line > ? order by first_line limit "
            + READ,
        statement -> {
          statement.setLong(1, build);
          statement.setLong(2, number);
        },
        rows -> {
          var lines = new ArrayList<LogLine>();
          while (rows.next()) {
            for (LogLine line : LogCodec.decode(rows.getLong(1), rows.getBytes(2))) {
              if (line.number() > number) {
                lines.add(line);
              }
            }
          }
          return lines;
        });
  }

  /** The last lines, at most so many, in order. */
  public List<LogLine> newest(long build, int most) {
    long after = Math.max(0, last(build) - most);
    var lines = new ArrayList<LogLine>();
    for (List<LogLine> part; !(part = after(build, after)).isEmpty(); ) {
      lines.addAll(part);
      after = part.getLast().number();
    }
    return lines;
  }

  /** The whole log, in parts, in flat memory. */
  public void each(long build, Consumer<List<LogLine>> part) {
    long seen = 0;
    for (List<LogLine> lines; !(lines = after(build, seen)).isEmpty(); ) {
      part.accept(lines);
      seen = lines.getLast().number();
    }
  }

  private <T> T query(String sql, Setting parameters, Reading<T> reading) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      parameters.on(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return reading.of(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The log could not be read: " + e.getMessage(), e);
    }
  }

  private interface Setting {
    void on(PreparedStatement statement) throws SQLException;
  }

  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }
}
