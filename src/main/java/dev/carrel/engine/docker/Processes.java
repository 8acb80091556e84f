package dev.carrel.engine.docker;

import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.EngineException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Processes that are started in a running container ("execs"). Each carries a mark in its
 * environment, by which it can be found again from inside: the engine has no call to end one, and
 * the number that it gives is the host's.
 */
final class Processes {

  static final String MARK = "CARREL_PROCESS";

  /**
   * Signals the marked process and what it runs in the foreground. Its children inherit the mark;
   * the process itself is the one whose parent is outside of the container, number 0.
   */
  private static final String SIGNAL =
      """
      for d in /proc/[0-9]*; do
        p=${d#/proc/}
        tr '\\0' '\\n' < $d/environ 2>/dev/null | grep -qx "$1" || continue
        read -r stat < $d/stat 2>/dev/null || continue
        set -- "$1" "$2" ${stat##*) }
        [ "$4" = 0 ] || continue
        [ "$8" -gt 1 ] && [ "$8" != "$p" ] && kill -"$2" -"$8"
        kill -"$2" -"$p"
      done
      exit 0
      """;

  private final Connection connection;
  private final String container;

  Processes(Connection connection, String container) {
    this.connection = connection;
    this.container = container;
  }

  static String newMark() {
    return UUID.randomUUID().toString();
  }

  /** Prepares a process; it starts with its stream. Runs as the container's own user. */
  String prepare(
      List<String> command, String mark, Map<String, String> environment, boolean terminal) {
    List<String> variables = new ArrayList<>();
    variables.add(MARK + "=" + mark);
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    return connection.ask(
        client ->
            client
                .execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withEnv(variables)
                .withTty(terminal)
                .withAttachStdin(terminal)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withPrivileged(false)
                .exec()
                .getId());
  }

  /** Its stream, once it runs; what is typed comes from {@code input}, if that is given. */
  Response start(String process, boolean detached, boolean terminal, InputStream input) {
    String body = "{\"Detach\":%b,\"Tty\":%b}".formatted(detached, terminal);
    Request.Builder request =
        Request.builder()
            .method(Request.Method.POST)
            .putHeader("Content-Type", "application/json")
            .bodyBytes(body.getBytes(StandardCharsets.UTF_8));
    if (input != null) {
      request.hijackedInput(input);
    }
    return connection.stream(request, "/exec/" + process + "/start");
  }

  InspectExecResponse inspect(String process) {
    return connection.ask(client -> client.inspectExecCmd(process).exec());
  }

  /** The exit code of a process whose stream has ended; -1 if it cannot be learnt. */
  int exitCode(String process) {
    try {
      for (int i = 0; i < 100; i++) {
        Long code = inspect(process).getExitCodeLong();
        if (code != null) {
          return code.intValue();
        }
        Pause.millis(20);
      }
    } catch (EngineException e) {
      // Gone with its container.
    }
    return -1;
  }

  /** Sends a signal to the marked process, from inside and as its own user. */
  void signal(String mark, String signal) {
    try {
      String process =
          prepare(
              List.of("sh", "-c", SIGNAL, "sh", MARK + "=" + mark, signal),
              newMark(),
              Map.of(),
              false);
      connection.hangUp(start(process, true, false, null));
    } catch (EngineException e) {
      // The container has ended, and the process with it.
    }
  }
}
