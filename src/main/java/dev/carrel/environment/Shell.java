package dev.carrel.environment;

import java.util.List;

/** How to start the account's own shell in an environment: prompt, home and greeting included. */
public final class Shell {

  /** For {@code Containers.openTerminal}: bash where the image has it, else sh. */
  public static final List<String> COMMAND = List.of("sh", "/etc/carrel/shell");

  private Shell() {}
}
