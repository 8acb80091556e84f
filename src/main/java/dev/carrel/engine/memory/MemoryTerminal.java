package dev.carrel.engine.memory;

import dev.carrel.engine.Terminal;
import dev.carrel.engine.TerminalListener;
import dev.carrel.engine.TerminalSize;
import dev.carrel.engine.TerminalSpec;
import dev.carrel.engine.VirtualFollowing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A shell on a terminal: echoes what is typed, runs a line at its end, prompts with a dollar sign.
 */
final class MemoryTerminal implements Terminal {

  private static final int INTERRUPT = 3;
  private static final int END_OF_INPUT = 4;
  private static final int HUNG_UP = 129;

  private final MemoryContainer container;
  private final TerminalSpec spec;
  private final TerminalListener listener;
  private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile TerminalSize size;
  private VirtualFollowing process;

  private MemoryTerminal(MemoryContainer container, TerminalSpec spec, TerminalListener listener) {
    this.container = container;
    this.spec = spec;
    this.listener = listener;
    this.size = spec.size();
  }

  static Terminal open(MemoryContainer container, TerminalSpec spec, TerminalListener listener) {
    MemoryTerminal terminal = new MemoryTerminal(container, spec, listener);
    terminal.process = VirtualFollowing.start("memory-terminal", terminal::run);
    terminal.process.onClose(() -> terminal.typed.add(new byte[0]));
    container.attached.add(terminal);
    return terminal;
  }

  private void run(VirtualFollowing self) {
    int exit = HUNG_UP;
    try {
      show("$ ");
      while (!self.closed()) {
        for (byte key : typed.take()) {
          if (key == END_OF_INPUT && line.size() == 0) {
            exit = 0;
            return;
          }
          int result = key(key, self);
          if (result >= 0) {
            exit = result;
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      container.attached.remove(this);
      listener.ended(exit);
    }
  }

  /** An exit code, or less than 0 to go on. */
  private int key(byte key, VirtualFollowing self) {
    if (key == INTERRUPT) {
      line.reset();
      show("^C\r\n$ ");
    } else if (key == '\n' || key == '\r') {
      show("\r\n");
      String command = line.toString(StandardCharsets.UTF_8);
      line.reset();
      TinyShell shell = new TinyShell(world(self), (stream, bytes) -> show(bytes));
      int result = shell.script(command);
      if (shell.exited()) {
        return result;
      }
      show("$ ");
    } else {
      line.write(key);
      listener.output(new byte[] {key});
    }
    return -1;
  }

  private World world(VirtualFollowing self) {
    World world = container.world.with(spec.environment(), self::pause);
    return world.with(Map.of("STTY", size.rows() + " " + size.columns()), self::pause);
  }

  private void show(String text) {
    listener.output(text.getBytes(StandardCharsets.UTF_8));
  }

  private void show(byte[] bytes) {
    show(new String(bytes, StandardCharsets.UTF_8).replace("\n", "\r\n"));
  }

  @Override
  public void write(byte[] input) {
    typed.add(input.clone());
  }

  @Override
  public void resize(TerminalSize value) {
    size = value;
  }

  @Override
  public boolean open() {
    return !process.ended();
  }

  @Override
  public void close() {
    process.close();
  }
}
