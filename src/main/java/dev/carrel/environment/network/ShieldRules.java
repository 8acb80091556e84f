package dev.carrel.environment.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What environments may not reach: one another, the host on any of its addresses, link-local and
 * metadata addresses. Everything else passes, and answers to what the host itself began.
 *
 * @param name of the table
 * @param bridge the environments' interface on the host
 * @param openings services of the host that may be reached
 * @param resolvers name servers that the engine asks in a container's name
 * @param denied more ranges
 */
record ShieldRules(
    String name, String bridge, Set<Opening> openings, Set<String> resolvers, Set<String> denied) {

  /** Where clouds tell a machine its secrets: AWS and most others, Alibaba, Azure, AWS on IPv6. */
  private static final List<String> METADATA =
      List.of("169.254.0.0/16", "100.100.100.200/32", "168.63.129.16/32");

  ShieldRules {
    openings = Set.copyOf(openings);
    resolvers = Set.copyOf(resolvers);
    denied = Set.copyOf(denied);
  }

  /** A script for {@code nft -f}: replaces the whole table at once. */
  String nftables() {
    StringBuilder script = new StringBuilder();
    script.append("table inet %s\ndelete table inet %s\n".formatted(name, name));
    script.append("table inet %s {\n".formatted(name));
    script.append("  chain input {\n    type filter hook input priority -10; policy accept;\n");
    script.append("    iifname != \"%s\" accept\n".formatted(bridge));
    script.append("    ct state established,related accept\n");
    accepted(script);
    script.append("    counter reject with icmpx type admin-prohibited\n  }\n");
    script.append("  chain forward {\n    type filter hook forward priority -10; policy accept;\n");
    script.append("    iifname != \"%s\" accept\n".formatted(bridge));
    script.append("    oifname \"%s\" counter drop\n".formatted(bridge));
    script.append("    ct state established,related accept\n");
    accepted(script);
    // What the host redirected (a published port of another container) is a service of the host.
    script.append("    ct status dnat counter reject with icmpx type admin-prohibited\n");
    script.append(
        "    ip daddr { %s } counter reject with icmpx type admin-prohibited\n"
            .formatted(String.join(", ", ranges())));
    script.append(
        "    ip6 daddr { fe80::/10, fd00:ec2::254 } counter reject with icmpx type admin-prohibited\n");
    script.append("  }\n}\n");
    return script.toString();
  }

  private void accepted(StringBuilder script) {
    openings.stream()
        .map(o -> "    ip daddr %s tcp dport %d accept\n".formatted(o.address(), o.port()))
        .sorted()
        .forEach(script::append);
    for (String resolver : new TreeSet<>(resolvers)) {
      String family = resolver.contains(":") ? "ip6" : "ip";
      script.append("    %s daddr %s udp dport 53 accept\n".formatted(family, resolver));
      script.append("    %s daddr %s tcp dport 53 accept\n".formatted(family, resolver));
    }
  }

  /** Commands for iptables: rules that are there already are first taken away. */
  List<List<String>> iptables(String chain) {
    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of("-N", chain));
    commands.add(List.of("-F", chain));
    commands.add(rule(chain, "-o", bridge, "-j", "DROP"));
    commands.add(
        rule(chain, "-m", "conntrack", "--ctstate", "ESTABLISHED,RELATED", "-j", "RETURN"));
    openings.stream()
        .map(
            o ->
                rule(
                    chain,
                    "-p",
                    "tcp",
                    "-d",
                    o.address(),
                    "--dport",
                    "" + o.port(),
                    "-j",
                    "RETURN"))
        .forEach(commands::add);
    for (String resolver : new TreeSet<>(resolvers)) {
      if (!resolver.contains(":")) {
        commands.add(rule(chain, "-p", "udp", "-d", resolver, "--dport", "53", "-j", "RETURN"));
        commands.add(rule(chain, "-p", "tcp", "-d", resolver, "--dport", "53", "-j", "RETURN"));
      }
    }
    commands.add(rule(chain, "-m", "addrtype", "--dst-type", "LOCAL", "-j", "REJECT"));
    commands.add(rule(chain, "-m", "conntrack", "--ctstate", "DNAT", "-j", "REJECT"));
    for (String range : ranges()) {
      commands.add(rule(chain, "-d", range, "-j", "REJECT"));
    }
    return commands;
  }

  private List<String> rule(String chain, String... words) {
    List<String> rule = new ArrayList<>(List.of("-A", chain));
    rule.addAll(List.of(words));
    return rule;
  }

  private List<String> ranges() {
    Set<String> ranges = new TreeSet<>(METADATA);
    ranges.addAll(denied);
    return List.copyOf(ranges);
  }
}
