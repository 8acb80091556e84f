package dev.carrel.web;

import io.vertx.core.http.HttpServerRequest;
import java.sql.SQLException;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What nobody expected: the log gets it whole under a number, and the asker gets the number. */
final class Accident {
  private static final Logger LOG = Logger.getLogger(Accident.class);

  private Accident() {}

  static Problem told(Throwable failure, HttpServerRequest request) {
    if (isLostDatabase(failure)) {
      LOG.warnf("%s %s: the database does not answer", request.method(), request.path());
      return Problem.unavailable("The portal's database does not answer.")
          .advice("Wait a moment and reload. What is running goes on running.");
    }
    String number = UUID.randomUUID().toString().substring(0, 8);
    // The path alone: a query may hold what does not belong in a log.
    LOG.errorf(failure, "%s: %s %s failed", number, request.method(), request.path());
    return Problem.of(500, ProblemMappers.plain(500)).reference(number);
  }

  /** No connection to be had (08), or the server going down or coming up (57P). */
  private static boolean isLostDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null
            ? sql.getMessage() != null && sql.getMessage().contains("Acquisition timeout")
            : state.startsWith("08") || state.startsWith("57P");
      }
    }
    return false;
  }
}
