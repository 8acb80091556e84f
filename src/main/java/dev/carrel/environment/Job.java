package dev.carrel.environment;

import dev.carrel.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A command that an environment exists for: it runs as the account in the workspace, without a
 * person, and the environment ends with it. It is never run a second time by itself.
 *
 * @param command the command and its arguments; no shell is between
 * @param variables besides those that every environment gets
 * @param output a file of the workspace that its output goes to, besides the log
 */
public record Job(List<String> command, Map<String, String> variables, Optional<String> output) {
  private static final int MOST_WORDS = 500;
  private static final int MOST_TEXT = 32_000;
  private static final int MOST_VARIABLES = 100;

  /**
   * @throws Problem if the engine would not take it, or the file would lie outside the workspace
   */
  public Job {
    if (command.isEmpty()
        || command.size() > MOST_WORDS
        || command.getFirst().isBlank()
        || command.stream().anyMatch(word -> word.indexOf('\0') >= 0)
        || command.stream().mapToInt(String::length).sum() > MOST_TEXT) {
      throw Problem.invalid(
          "command",
          "Give a command and its arguments, at most %d words and %d characters"
              .formatted(MOST_WORDS, MOST_TEXT));
    }
    if (variables.size() > MOST_VARIABLES
        || variables.entrySet().stream().anyMatch(Job::isWrong)
        || variables.keySet().stream().anyMatch(name -> name.startsWith("CARREL_"))) {
      throw Problem.invalid(
          "environment",
          "Variables need names like BATCH_SIZE, values on one line, and not the prefix CARREL_");
    }
    if (output.filter(Job::isOutside).isPresent()) {
      throw Problem.invalid(
          "output", "The output goes to a file of the workspace, like results/run-1.log");
    }
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
  }

  /** A script for the image's {@code sh}. */
  public static Job script(String text, Map<String, String> variables, Optional<String> output) {
    if (text.isBlank()) {
      throw Problem.invalid("script", "The script is empty");
    }
    return new Job(List.of("sh", "-c", text.replace("\r\n", "\n")), variables, output);
  }

  /** The script, or the command's words as one would type them. */
  public String text() {
    return isScript() ? command.get(2) : String.join(" ", command);
  }

  public boolean isScript() {
    return command.size() == 3 && command.get(0).equals("sh") && command.get(1).equals("-c");
  }

  /** In an order that does not change. */
  Map<String, String> sortedVariables() {
    return new TreeMap<>(variables);
  }

  private static boolean isWrong(Map.Entry<String, String> variable) {
    return !variable.getKey().matches("[A-Za-z_][A-Za-z0-9_]{0,79}")
        || !variable.getValue().matches("[^\\p{Cntrl}]{0,4000}");
  }

  private static boolean isOutside(String file) {
    return !file.matches("[^\\p{Cntrl}/\\\\-][^\\p{Cntrl}\\\\]{0,199}")
        || file.endsWith("/")
        || List.of(file.split("/")).stream()
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}
