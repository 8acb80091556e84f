package dev.carrel.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The text messages beside a terminal's bytes: {@code {"type":"resize","rows":24,"columns":80}} and
 * so on. Bytes travel as binary messages.
 */
sealed interface Control {
  record Resize(int rows, int columns) implements Control {}

  /** The browser has drawn so many bytes more. */
  record Drawn(long bytes) implements Control {}

  /** End the shell. */
  record Close() implements Control {}

  /** The shell has ended. */
  record Ended(int exitCode) implements Control {}

  /** Why there is no shell. */
  record Refused(String detail) implements Control {}

  default String toJson() {
    return switch (this) {
      case Resize(int rows, int columns) ->
          new JsonObject().put("type", "resize").put("rows", rows).put("columns", columns).encode();
      case Drawn(long bytes) -> new JsonObject().put("type", "drawn").put("bytes", bytes).encode();
      case Close() -> new JsonObject().put("type", "close").encode();
      case Ended(int exitCode) ->
          new JsonObject().put("type", "ended").put("exitCode", exitCode).encode();
      case Refused(String detail) ->
          new JsonObject().put("type", "refused").put("detail", detail).encode();
    };
  }

  /** What a browser may say; empty for anything else, which is ignored. */
  static Optional<Control> parse(String text) {
    try {
      var json = new JsonObject(text);
      return switch (json.getString("type", "")) {
        case "resize" ->
            Optional.of(new Resize(json.getInteger("rows", 24), json.getInteger("columns", 80)));
        case "drawn" -> Optional.of(new Drawn(json.getLong("bytes", 0L)));
        case "close" -> Optional.of(new Close());
        default -> Optional.empty();
      };
    } catch (DecodeException | ClassCastException malformed) {
      return Optional.empty();
    }
  }
}
