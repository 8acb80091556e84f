package dev.carrel.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.Terminal;
import dev.carrel.engine.TerminalListener;
import dev.carrel.engine.TerminalSize;
import dev.carrel.engine.TerminalSpec;
import dev.carrel.engine.VirtualFollowing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A process on a terminal of the engine's. */
final class DockerTerminal implements Terminal {

  private static final int GRACE = 2000;

  private final Connection connection;
  private final Processes processes;
  private final String mark;
  private final String process;
  private final TypedInput input = new TypedInput();
  private final TerminalListener listener;
  private final Response response;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final VirtualFollowing reading;

  private DockerTerminal(
      Connection connection,
      Processes processes,
      String mark,
      String process,
      TerminalListener listener) {
    this.connection = connection;
    this.processes = processes;
    this.mark = mark;
    this.process = process;
    this.listener = listener;
    this.response = processes.start(process, false, true, input);
    this.reading = VirtualFollowing.start("engine-terminal", self -> read());
  }

  static Terminal open(
      Connection connection, String container, TerminalSpec spec, TerminalListener listener) {
    Processes processes = new Processes(connection, container);
    String mark = Processes.newMark();
    Map<String, String> environment = new TreeMap<>(spec.environment());
    environment.putIfAbsent("TERM", "xterm-256color");
    String process = processes.prepare(spec.command(), mark, environment, true);
    DockerTerminal terminal = new DockerTerminal(connection, processes, mark, process, listener);
    terminal.firstSize(spec.size());
    return terminal;
  }

  /** The engine refuses a size until the process runs, so this is how one learns that it does. */
  private void firstSize(TerminalSize size) {
    for (int i = 0; i < 200 && open() && !resized(size); i++) {
      Pause.millis(10);
    }
  }

  private void read() {
    byte[] buffer = new byte[16 << 10];
    try {
      InputStream body = response.getBody();
      int count;
      while ((count = body.read(buffer)) >= 0) {
        listener.output(java.util.Arrays.copyOf(buffer, count));
      }
    } catch (IOException e) {
      // The connection was cut, by us or by the engine.
    } finally {
      input.close();
      connection.hangUp(response);
      listener.ended(processes.exitCode(process));
    }
  }

  @Override
  public void write(byte[] bytes) {
    try {
      input.type(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void resize(TerminalSize size) {
    if (open()) {
      resized(size);
    }
  }

  private boolean resized(TerminalSize size) {
    try {
      connection.tell(
          client -> client.resizeExecCmd(process).withSize(size.rows(), size.columns()).exec());
      return true;
    } catch (EngineException e) {
      return false;
    }
  }

  @Override
  public boolean open() {
    return !reading.ended();
  }

  /** The shell goes on when its stream is closed: it has to be told. */
  @Override
  public void close() {
    if (open() && closing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("engine-terminal-end").start(this::end);
    }
  }

  private void end() {
    processes.signal(mark, "HUP");
    if (!endedWithin(GRACE)) {
      processes.signal(mark, "KILL");
      if (!endedWithin(GRACE)) {
        connection.hangUp(response);
      }
    }
  }

  private boolean endedWithin(long millis) {
    for (long waited = 0; waited < millis && open(); waited += 20) {
      Pause.millis(20);
    }
    return !open();
  }
}
