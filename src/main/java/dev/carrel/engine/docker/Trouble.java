package dev.carrel.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.EngineUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What went wrong, in the port's words. */
final class Trouble {

  private Trouble() {}

  static RuntimeException of(Exception e, DockerHost host) {
    if (e instanceof EngineException known) {
      return known;
    }
    if (e instanceof DockerException docker && docker.getHttpStatus() > 0) {
      return refused(docker.getHttpStatus(), message(docker), docker);
    }
    if (cause(e) instanceof IOException io) {
      return unavailable(io, host);
    }
    return new EngineRefused(Reason.FAILED, String.valueOf(e.getMessage()), e);
  }

  static EngineRefused refused(int status, String message) {
    return refused(status, message, null);
  }

  private static EngineRefused refused(int status, String message, Throwable cause) {
    return new EngineRefused(reason(status, message.toLowerCase(Locale.ROOT)), message, cause);
  }

  private static Reason reason(int status, String message) {
    if (message.contains("no space left on device")) {
      return Reason.NO_SPACE;
    }
    if (message.contains("bind source path does not exist")) {
      return Reason.ABSENT;
    }
    return switch (status) {
      case 404 -> Reason.ABSENT;
      case 409 -> message.contains("already in use") ? Reason.NAME_TAKEN : Reason.IN_USE;
      // A network with containers on it is refused so.
      case 403 -> message.contains("active endpoints") ? Reason.IN_USE : Reason.FAILED;
      default -> Reason.FAILED;
    };
  }

  /** docker-java's message is {@code Status 409: {"message":"..."}}. */
  private static String message(DockerException e) {
    String text = String.valueOf(e.getMessage());
    int brace = text.indexOf('{');
    try {
      return brace < 0
          ? text
          : Connection.JSON.readTree(text.substring(brace)).path("message").asText(text);
    } catch (IOException notJson) {
      return text;
    }
  }

  private static Throwable cause(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null && !(at instanceof IOException)) {
      at = at.getCause();
    }
    return at;
  }

  private static EngineUnavailable unavailable(IOException e, DockerHost host) {
    if (!host.local()) {
      return new EngineUnavailable(
          "The container engine at %s does not answer (%s).".formatted(host, e.getMessage()),
          "Start it, or set DOCKER_HOST to where it listens.",
          e);
    }
    Path socket = Path.of(host.uri().getPath());
    if (!Files.exists(socket)) {
      return new EngineUnavailable(
          "The container engine is not running: there is no %s.".formatted(socket),
          "Start it (systemctl start docker), or set DOCKER_HOST to where it listens.",
          e);
    }
    if (!Files.isWritable(socket)) {
      return new EngineUnavailable(
          "The portal may not use the container engine's socket %s.".formatted(socket),
          "Add the portal's user to the group that owns it (often docker), then restart the portal.",
          e);
    }
    return new EngineUnavailable(
        "The container engine does not answer on %s (%s).".formatted(socket, e.getMessage()),
        "Look at its log (journalctl -u docker) and restart it.",
        e);
  }
}
