package dev.carrel.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.ExecResult;
import dev.carrel.engine.VirtualFollowing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs a short command in a container and waits for it. */
final class DockerExec {

  private static final int MOST = 1 << 20;
  private static final int NOT_FOUND = 127;

  private final Connection connection;

  DockerExec(Connection connection) {
    this.connection = connection;
  }

  ExecResult run(String container, List<String> command, Duration timeout) {
    Processes processes = new Processes(connection, container);
    String mark = Processes.newMark();
    String process = processes.prepare(command, mark, Map.of(), false);
    Output output = new Output();
    try {
      Response response = processes.start(process, false, false, null);
      VirtualFollowing watch = watch(processes, mark, response, timeout, output);
      try {
        Frames.read(response.getBody(), (stream, bytes) -> output.add(bytes));
      } finally {
        watch.close();
        connection.hangUp(response);
      }
    } catch (EngineRefused e) {
      if (e.getMessage().contains("executable file not found")
          || e.getMessage().contains("no such file or directory")) {
        return new ExecResult(NOT_FOUND, e.getMessage(), false);
      }
      throw e;
    } catch (IOException e) {
      if (!output.late) {
        throw connection.translated(e);
      }
    }
    return output.result(output.late ? ExecResult.TIMED_OUT : processes.exitCode(process));
  }

  /** Ends the command when its time is up, and the stream too, which a child may hold open. */
  private VirtualFollowing watch(
      Processes processes, String mark, Response response, Duration timeout, Output output) {
    return VirtualFollowing.start(
        "engine-exec-timeout",
        self -> {
          if (self.pause(timeout.toMillis())) {
            output.late = true;
            processes.signal(mark, "KILL");
            connection.hangUp(response);
          }
        });
  }

  private static final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean truncated;
    volatile boolean late;

    void add(byte[] more) {
      int room = MOST - bytes.size();
      bytes.write(more, 0, Math.min(room, more.length));
      truncated |= more.length > room;
    }

    ExecResult result(int exitCode) {
      return new ExecResult(exitCode, bytes.toString(StandardCharsets.UTF_8), truncated);
    }
  }
}
