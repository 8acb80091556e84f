package dev.carrel.environment.network;

import java.io.IOException;
import java.util.List;

/** A table of Carrel's own: what others set beside it, Docker's rules included, stays as it is. */
final class Nftables implements Firewall {
  /** The table as nft tells it right after it was set; not as it was written. */
  private String asSet = "";

  @Override
  public void set(ShieldRules rules) throws IOException {
    Command.run(List.of("nft", "-f", "-"), rules.nftables());
    asSet = listed(rules);
  }

  /** Somebody may have emptied the table, or changed it, and left it there. */
  @Override
  public boolean has(ShieldRules rules) {
    try {
      return listed(rules).equals(asSet);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Without what its counters count. */
  private static String listed(ShieldRules rules) throws IOException {
    return Command.run(List.of("nft", "--stateless", "list", "table", "inet", rules.name()), "");
  }

  @Override
  public void remove(ShieldRules rules) throws IOException {
    String name = rules.name();
    Command.run(
        List.of("nft", "-f", "-"), "table inet %s\ndelete table inet %s\n".formatted(name, name));
  }

  @Override
  public String script(ShieldRules rules) {
    return "nft -f - <<'RULES'\n" + rules.nftables() + "RULES\n";
  }

  @Override
  public String removal(ShieldRules rules) {
    return "nft delete table inet %s\n".formatted(rules.name());
  }

  @Override
  public String name() {
    return "nftables";
  }
}
