package dev.carrel.web;

import java.sql.SQLException;

/** Text that nothing could be made of: what was sent is wrong, not the portal. */
final class Garbled {
  /** A byte sequence that the database's encoding does not have, such as NUL in UTF-8. */
  private static final String NO_CHARACTER = "22021";

  private Garbled() {}

  static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isNoForm(cause)
          || cause instanceof SQLException sql && NO_CHARACTER.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** A form's {@code %zz}: the framework has no exception of its own for it. */
  private static boolean isNoForm(Throwable failure) {
    return failure instanceof IllegalArgumentException
        && failure.getMessage() != null
        && failure.getMessage().startsWith("Failed to decode URL");
  }
}
