package dev.carrel.environment.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs one of the host's own programs, with no shell between. */
final class Command {

  private Command() {}

  /**
   * @return what it printed
   * @throws IOException if it is not there, or does not end with 0; the message is its own
   */
  static String run(List<String> words, String input) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException endedEarly) {
      // Its exit status tells more.
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "%s: %s".formatted(words.getFirst(), output.lines().findFirst().orElse("failed")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return output;
  }

  static boolean succeeds(List<String> words) {
    try {
      run(words, "");
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
