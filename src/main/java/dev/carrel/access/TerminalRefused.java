package dev.carrel.access;

import dev.carrel.environment.EnvironmentView;

/** Why there is no terminal, for the person who asked. */
final class TerminalRefused extends RuntimeException {
  private final SocketEnd end;

  private TerminalRefused(SocketEnd end, String detail) {
    super(detail, null, false, false);
    this.end = end;
  }

  SocketEnd end() {
    return end;
  }

  static TerminalRefused notRunning(EnvironmentView environment) {
    return new TerminalRefused(
        SocketEnd.NOT_RUNNING,
        environment.name()
            + " is "
            + environment.status().word()
            + ". A terminal opens once it runs; start it on its page.");
  }

  static TerminalRefused tooMany(EnvironmentView environment, int most) {
    return new TerminalRefused(
        SocketEnd.TOO_MANY,
        environment.name()
            + " has "
            + most
            + " terminals open, which is the most. Close one, or use tmux inside one.");
  }

  static TerminalRefused engineAway(String reason) {
    return new TerminalRefused(
        SocketEnd.ENGINE_AWAY,
        "The container engine does not answer ("
            + reason
            + "). Your environment is kept; the terminal comes back with the engine.");
  }
}
