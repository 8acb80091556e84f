package dev.carrel.environment;

import dev.carrel.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job, in the API: exactly one of command and script.
 *
 * @param command the command and its arguments; no shell is between
 * @param script text for the image's sh
 * @param environment variables besides those that every environment gets
 * @param output a file of the workspace that its output goes to, besides the log
 */
@Schema(name = "Job")
record JobJson(
    List<String> command, String script, Map<String, String> environment, String output) {

  Job job() {
    Map<String, String> variables = environment == null ? Map.of() : environment;
    if (variables.values().stream().anyMatch(value -> value == null)) {
      throw Problem.invalid("environment", "Each variable needs a value");
    }
    Optional<String> file = Optional.ofNullable(output).filter(o -> !o.isEmpty());
    if ((command == null) == (script == null)) {
      throw Problem.invalid("job", "Give either a command or a script to run");
    }
    if (script != null) {
      return Job.script(script, variables, file);
    }
    if (command.stream().anyMatch(word -> word == null)) {
      throw Problem.invalid("command", "Give the command and its arguments as a list of texts");
    }
    return new Job(command, variables, file);
  }
}
