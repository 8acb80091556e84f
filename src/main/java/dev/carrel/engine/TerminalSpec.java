package dev.carrel.engine;

import java.util.List;
import java.util.Map;

/**
 * A process on a terminal, as the container's user.
 *
 * @param command like {@code bash -l}
 * @param environment besides the container's own; {@code TERM} is {@code xterm-256color} unless
 *     given
 */
public record TerminalSpec(
    List<String> command, TerminalSize size, Map<String, String> environment) {

  public TerminalSpec {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command must not be empty");
    }
    command = List.copyOf(command);
    environment = EnvironmentVariables.checked(environment);
  }
}
