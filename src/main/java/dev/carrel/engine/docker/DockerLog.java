package dev.carrel.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.ContainerLog;
import dev.carrel.engine.Following;
import dev.carrel.engine.LogQuery;
import dev.carrel.engine.OutputStreamName;
import dev.carrel.engine.VirtualFollowing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/** Follows what a container's first process prints. */
final class DockerLog {

  private final Connection connection;

  DockerLog(Connection connection) {
    this.connection = connection;
  }

  Following follow(String id, LogQuery query, Consumer<ContainerLog> listener) {
    Response response =
        connection.stream(Request.builder().method(Request.Method.GET), path(id, query));
    VirtualFollowing following =
        VirtualFollowing.start("engine-log", self -> read(response, listener));
    following.onClose(() -> connection.hangUp(response));
    return following;
  }

  private void read(Response response, Consumer<ContainerLog> listener) {
    try {
      Frames.read(response.getBody(), (stream, bytes) -> listener.accept(line(stream, bytes)));
    } catch (IOException e) {
      // Closed by us or by the engine: the end either way, and the container's state tells which.
    } finally {
      connection.hangUp(response);
      listener.accept(new ContainerLog.Ended());
    }
  }

  /** The engine puts the time and a blank before each line. */
  private static ContainerLog line(OutputStreamName stream, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int blank = text.indexOf(' ');
    String rest = text.substring(blank + 1);
    return new ContainerLog.Line(
        Instant.parse(text.substring(0, Math.max(0, blank))),
        stream,
        rest.endsWith("\n") ? rest.substring(0, rest.length() - 1) : rest);
  }

  private static String path(String id, LogQuery query) {
    Query path =
        new Query("/containers/" + id + "/logs")
            .with("stdout", "1")
            .with("stderr", "1")
            .with("timestamps", "1")
            .with("follow", query.follow() ? "1" : "0");
    query
        .since()
        .ifPresent(
            time -> path.with("since", "%d.%09d".formatted(time.getEpochSecond(), time.getNano())));
    query.tail().ifPresent(lines -> path.with("tail", Integer.toString(lines)));
    return path.toString();
  }
}
