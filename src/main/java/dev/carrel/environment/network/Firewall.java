package dev.carrel.environment.network;

import java.io.IOException;

/** A way to filter packets on this machine. */
interface Firewall {

  /** Sets the rules; in place of earlier ones of the same name. */
  void set(ShieldRules rules) throws IOException;

  /** Whether they are in force as they were set, whole. */
  boolean has(ShieldRules rules);

  /** Harmless if there are none. */
  void remove(ShieldRules rules) throws IOException;

  /** For an operator to run. */
  String script(ShieldRules rules);

  /** For an operator, or {@code docker/carrel down}, to run when no environment is left. */
  String removal(ShieldRules rules);

  /** Like {@code nftables}. */
  String name();
}
