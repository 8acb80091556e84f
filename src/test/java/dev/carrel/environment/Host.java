package dev.carrel.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What somebody with a shell on the machine does beside the portal. */
final class Host {

  private Host() {}

  static String run(String... words) {
    try {
      Process process = new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + output);
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void tryTo(String... words) {
    try {
      run(words);
    } catch (IllegalStateException notThere) {
      // For what may be left from an earlier run.
    }
  }
}
