package dev.carrel.environment.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the rules in force where the portal may; says so where it may not. */
final class Shield {
  private static final Logger LOG = Logger.getLogger(Shield.class);

  private final List<Firewall> firewalls;
  private final Path removal;
  private Firewall used;
  private ShieldRules inForce;
  private ShieldState state = new ShieldState.Unset();

  /**
   * @param removal where the commands that take the rules away are kept, for when the portal cannot
   */
  Shield(List<Firewall> firewalls, Path removal) {
    this.firewalls = firewalls;
    this.removal = removal;
  }

  synchronized ShieldState state() {
    return state;
  }

  /** A few milliseconds if the rules are in force: can be asked before each start. */
  synchronized ShieldState raise(ShieldRules rules) {
    if (used != null && rules.equals(inForce) && used.has(rules)) {
      return state;
    }
    String why = "";
    for (Firewall firewall : firewalls) {
      try {
        Files.createDirectories(removal.toAbsolutePath().getParent());
        Files.writeString(removal, firewall.removal(rules));
        firewall.set(rules);
        used = firewall;
        inForce = rules;
        return changed(new ShieldState.Raised(firewall.name(), firewall.script(rules)));
      } catch (IOException e) {
        why = why.isEmpty() ? e.getMessage() : why + "; " + e.getMessage();
      }
    }
    used = null;
    deleteQuietly();
    return changed(new ShieldState.Open(why, firewalls.getFirst().script(rules)));
  }

  synchronized void lower() throws IOException {
    if (used != null) {
      used.remove(inForce);
      Files.deleteIfExists(removal);
      used = null;
      changed(new ShieldState.Unset());
    }
  }

  private void deleteQuietly() {
    try {
      Files.deleteIfExists(removal);
    } catch (IOException e) {
      LOG.debugf("%s stays: %s", removal, e.getMessage());
    }
  }

  private ShieldState changed(ShieldState now) {
    if (now instanceof ShieldState.Open open && !now.equals(state)) {
      LOG.warnf(
          "Environments can reach services of this host: the portal may not set a filter (%s)."
              + " An operator can, with:%n%s",
          open.why(), open.script());
    }
    state = now;
    return now;
  }
}
