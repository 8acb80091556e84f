package dev.carrel.environment.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chain of Carrel's own, called first from INPUT and from the one that Docker leaves to others.
 */
final class Iptables implements Firewall {
  private static final List<String> CALLERS = List.of("INPUT", "DOCKER-USER");

  @Override
  public void set(ShieldRules rules) throws IOException {
    boolean chainIsThere = Command.succeeds(words(List.of("-n", "-L", chain(rules))));
    for (List<String> command : rules.iptables(chain(rules))) {
      if (!chainIsThere || !command.getFirst().equals("-N")) {
        Command.run(words(command), "");
      }
    }
    for (String caller : CALLERS) {
      if (!calls(caller, rules)) {
        Command.run(words(call("-I", caller, rules)), "");
      }
    }
  }

  @Override
  public boolean has(ShieldRules rules) {
    return CALLERS.stream().allMatch(caller -> calls(caller, rules)) && isFull(rules);
  }

  /** Somebody may have emptied the chain and left the calls. */
  private static boolean isFull(ShieldRules rules) {
    long wanted =
        rules.iptables(chain(rules)).stream().filter(c -> c.getFirst().equals("-A")).count();
    try {
      String listed = Command.run(words(List.of("-S", chain(rules))), "");
      return listed.lines().filter(line -> line.startsWith("-A ")).count() == wanted;
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void remove(ShieldRules rules) throws IOException {
    for (String caller : CALLERS) {
      if (calls(caller, rules)) {
        Command.run(words(call("-D", caller, rules)), "");
      }
    }
    if (Command.succeeds(words(List.of("-F", chain(rules))))) {
      Command.run(words(List.of("-X", chain(rules))), "");
    }
  }

  @Override
  public String script(ShieldRules rules) {
    List<List<String>> commands = new ArrayList<>(rules.iptables(chain(rules)));
    CALLERS.forEach(caller -> commands.add(call("-I", caller, rules)));
    return lines(commands);
  }

  @Override
  public String removal(ShieldRules rules) {
    List<List<String>> commands = new ArrayList<>();
    CALLERS.forEach(caller -> commands.add(call("-D", caller, rules)));
    commands.add(List.of("-F", chain(rules)));
    commands.add(List.of("-X", chain(rules)));
    return lines(commands);
  }

  @Override
  public String name() {
    return "iptables";
  }

  private static String lines(List<List<String>> commands) {
    return commands.stream()
        .map(command -> String.join(" ", words(command)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Chains have names of at most 28 characters, so it is called like the bridge. */
  private static String chain(ShieldRules rules) {
    return rules.bridge().toUpperCase(Locale.ROOT);
  }

  private static boolean calls(String caller, ShieldRules rules) {
    return Command.succeeds(words(call("-C", caller, rules)));
  }

  private static List<String> call(String action, String caller, ShieldRules rules) {
    return List.of(action, caller, "-i", rules.bridge(), "-j", chain(rules));
  }

  private static List<String> words(List<String> command) {
    List<String> words = new ArrayList<>(List.of("iptables", "-w"));
    words.addAll(command);
    return words;
  }
}
