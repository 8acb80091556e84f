package dev.carrel.admin;

import dev.carrel.environment.network.ShieldState;

/**
 * The shield, in an operator's words.
 *
 * @param tone the state's class
 * @param script rules in force, or those that an operator can set; may be empty
 */
record ShieldWords(String tone, String title, String text, String script) {

  static ShieldWords of(ShieldState state) {
    return switch (state) {
      case ShieldState.Unset unset ->
          new ShieldWords(
              "stopped",
              "not needed yet",
              "No environment was started since the portal did; the filter is set before the first one.",
              "");
      case ShieldState.Raised raised ->
          new ShieldWords(
              "running",
              "shielded",
              "Environments reach the outside and package sources, but not one another, this host or metadata addresses. The portal set these rules with %s and keeps them."
                  .formatted(raised.by()),
              raised.script());
      case ShieldState.Open open ->
          new ShieldWords(
              "failed",
              "this host is not shielded",
              "Environments can reach services of this host: the portal may not set a filter (%s). Give it CAP_NET_ADMIN and nftables, or run this as root:"
                  .formatted(open.why()),
              open.script());
      case ShieldState.Left left ->
          new ShieldWords(
              "warn",
              "left to somebody else",
              "carrel.network.shield is off, so the portal sets no filter. What it would set:",
              left.script());
    };
  }

  public boolean hasScript() {
    return !script.isEmpty();
  }
}
