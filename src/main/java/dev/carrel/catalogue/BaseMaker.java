package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Pulling;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Makes a base of kind {@code bootstrap} by the command that the operator has set. */
@ApplicationScoped
class BaseMaker {
  static final Pulling NOTHING_YET = new Pulling(0, 0, 0, 0, 0, Optional.empty());

  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Optional<Path> command;

  BaseMaker(CatalogueConfig config) {
    this.command = config.bootstrapCommand();
  }

  boolean able() {
    return command.isPresent();
  }

  /**
   * Runs the command with the suite, which is the reference's tag, as its only argument.
   *
   * @param beat hears now and then that it goes on, and says whether it is still wanted
   */
  Optional<BaseTrouble> make(BasePull pull, Predicate<Pulling> beat) throws InterruptedException {
    if (command.isEmpty()) {
      return Optional.of(
          new BaseTrouble(
              false, "No command to make it is set: carrel.catalogue.bootstrap-command."));
    }
    String suite = ImageReference.parse(pull.reference).tag();
    try {
      Process process =
          new ProcessBuilder(command.get().toString(), suite).redirectErrorStream(true).start();
      process.getOutputStream().close();
      LastLine last = new LastLine();
      Thread reader = Thread.ofVirtual().start(() -> last.follow(process.inputReader()));
      long end = System.nanoTime() + LONGEST.toNanos();
      while (!process.waitFor(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!beat.test(NOTHING_YET) || System.nanoTime() > end) {
          process.descendants().forEach(ProcessHandle::destroy);
          process.destroy();
          return Optional.of(new BaseTrouble(false, "Making it took too long and was ended."));
        }
      }
      reader.join();
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(new BaseTrouble(false, "It could not be made: " + last.text));
    } catch (IOException e) {
      return Optional.of(
          new BaseTrouble(false, "%s cannot be run: %s".formatted(command.get(), e.getMessage())));
    }
  }

  /** What a command said at last is most often why it failed. */
  private static final class LastLine {
    private volatile String text = "it said nothing";

    void follow(BufferedReader output) {
      try {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          text = line.isBlank() ? text : line.strip();
        }
      } catch (IOException e) {
        // The end of the process is the end of its output.
      }
    }
  }
}
