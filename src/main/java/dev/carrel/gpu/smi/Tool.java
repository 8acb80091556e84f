package dev.carrel.gpu.smi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of the machine's, with no shell between, that may hang, fail, or print without
 * end. One that hangs in the driver cannot even be killed; then no other is started beside it.
 */
final class Tool {

  /** A machine of 64 GPUs prints about 1 MiB. */
  private static final int MOST = 16 << 20;

  private final List<String> command;
  private final Duration timeout;
  private Process stuck;

  Tool(List<String> command, Duration timeout) {
    this.command = command;
    this.timeout = timeout;
  }

  /** What came of a run that ended by itself, in time and in bounds. */
  record Output(int exitCode, String text, String errors) {}

  synchronized Output run(List<String> arguments) throws Unreadable {
    if (stuck != null && stuck.isAlive()) {
      throw new Unreadable(
          "%s still hangs and cannot be ended (process %d)."
              .formatted(command.getFirst(), stuck.pid()),
          "The driver waits for a GPU that does not answer: restart the machine.");
    }
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    Process process = started(words);
    Drain text = new Drain(process.getInputStream(), process);
    Drain errors = new Drain(process.getErrorStream(), process);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Unreadable(
            "%s did not end within %d s.".formatted(String.join(" ", words), timeout.toSeconds()),
            "Run it by hand. If it hangs there too, the driver waits for a GPU that does not answer: restart the machine.");
      }
      Output output = new Output(process.exitValue(), text.text(), errors.text());
      if (text.tooMuch() || errors.tooMuch()) {
        throw new Unreadable(
            "%s printed more than %d MiB.".formatted(String.join(" ", words), MOST >> 20),
            "Run it by hand and look: it does not seem to be NVIDIA's.");
      }
      return output;
    } catch (IOException e) {
      throw new Unreadable(command.getFirst() + " broke: " + e.getMessage(), "Run it by hand.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreadable("The portal is being stopped.", "");
    } finally {
      end(process);
    }
  }

  private static Process started(List<String> words) throws Unreadable {
    try {
      return new ProcessBuilder(words).start();
    } catch (IOException e) {
      throw new Unreadable(
          "There is no %s on this machine, so no GPU is known.".formatted(words.getFirst()),
          "Where there are NVIDIA GPUs, install their driver (Debian: nvidia-driver, Ubuntu: nvidia-driver-<version>-server); or say with carrel.gpus.inventory.command where the tool is.");
    }
  }

  private void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      stuck = process;
    }
  }

  /** Reads what a process prints, up to the bound; then the process is ended. */
  private static final class Drain {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile boolean tooMuch;

    Drain(InputStream stream, Process process) {
      thread = Thread.ofVirtual().name("gpu-tool").start(() -> read(stream, process));
    }

    private void read(InputStream stream, Process process) {
      byte[] piece = new byte[8192];
      try (stream) {
        for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
          if (bytes.size() + n > MOST) {
            tooMuch = true;
            process.destroyForcibly();
            return;
          }
          bytes.write(piece, 0, n);
        }
      } catch (IOException ended) {
        // With the process.
      }
    }

    boolean tooMuch() {
      return tooMuch;
    }

    /** A child that lives on may hold the stream open: what came so far is it then. */
    String text() throws InterruptedException {
      thread.join(Duration.ofSeconds(2));
      return thread.isAlive() ? "" : bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
