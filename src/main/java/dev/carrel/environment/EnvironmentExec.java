package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.ExecResult;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Runs short commands in running environments, as their owner. */
@ApplicationScoped
class EnvironmentExec {
  private static final int MOST_WORDS = 1000;

  private final EnvironmentBook book;
  private final Arrivals arrivals;
  private final Attendance attendance;
  private final Engine engine;
  private final EnvironmentConfig config;

  @Inject
  EnvironmentExec(
      EnvironmentBook book,
      Arrivals arrivals,
      Attendance attendance,
      Engine engine,
      EnvironmentConfig config) {
    this.book = book;
    this.arrivals = arrivals;
    this.attendance = attendance;
    this.engine = engine;
    this.config = config;
  }

  /**
   * @param exitCode 124 if the command was ended because it took too long
   * @param truncated true if there was more output than is kept
   */
  @Schema(name = "ExecAnswer")
  record Answer(int exitCode, String output, boolean truncated) {}

  /** In one that is starting, as soon as it runs. */
  Answer run(Account account, String name, List<String> command) {
    EnvironmentView known = book.get(account, name);
    if (command == null
        || command.isEmpty()
        || command.size() > MOST_WORDS
        || command.stream().anyMatch(word -> word == null || word.indexOf('\0') >= 0)) {
      throw Problem.invalid("command", "Give the command and its arguments as a list of texts");
    }
    EnvironmentView view =
        arrivals.await(known, () -> book.get(account, name), config.execTimeout());
    if (!view.running()) {
      throw notRunning(view);
    }
    view.gpus().ifPresent(wanted -> attendance.here(view.id()));
    List<String> words = new ArrayList<>(List.of("sh", "/etc/carrel/run"));
    words.addAll(command);
    try {
      ExecResult result =
          engine.containers().exec(view.container().orElseThrow(), words, config.execTimeout());
      return new Answer(result.exitCode(), result.output(), result.truncated());
    } catch (EngineRefused refused) {
      if (refused.reason() == EngineRefused.Reason.IN_USE
          || refused.reason() == EngineRefused.Reason.ABSENT) {
        throw notRunning(view);
      }
      throw Problem.conflict("The container engine refused: " + refused.getMessage());
    } catch (EngineUnavailable away) {
      throw Problem.unavailable(away.reason()).advice(away.remedy());
    }
  }

  private static Problem notRunning(EnvironmentView view) {
    return Problem.conflict(
            "%s does not run just now; it is %s.".formatted(view.name(), view.status().word()))
        .advice("Start it first.");
  }
}
