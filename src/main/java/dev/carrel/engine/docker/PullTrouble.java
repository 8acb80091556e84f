package dev.carrel.engine.docker;

import dev.carrel.engine.PullProblem;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads registries' and engines' prose, for there is no code in it. */
final class PullTrouble {

  private static final List<Map.Entry<PullProblem, List<String>>> SIGNS =
      List.of(
          Map.entry(PullProblem.NO_SPACE, List.of("no space left on device")),
          // Registries say "denied" for what is not there too; Docker adds this when it was not
          // logged in.
          Map.entry(
              PullProblem.NOT_FOUND,
              List.of(
                  "repository does not exist",
                  "manifest unknown",
                  "name unknown",
                  "not found",
                  "no such image",
                  "404")),
          Map.entry(
              PullProblem.DENIED,
              List.of("unauthorized", "denied", "toomanyrequests", "forbidden", "401", "403")),
          Map.entry(
              PullProblem.UNREACHABLE,
              List.of(
                  "no such host",
                  "connection refused",
                  "connection reset",
                  "i/o timeout",
                  "timeout",
                  "server misbehaving",
                  "no route to host",
                  "network is unreachable",
                  "awaiting headers",
                  "request canceled",
                  "context deadline exceeded",
                  "temporary failure in name resolution",
                  "proxyconnect",
                  "x509",
                  "http response to https client",
                  "eof")));

  private PullTrouble() {}

  static PullProblem of(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return SIGNS.stream()
        .filter(entry -> entry.getValue().stream().anyMatch(text::contains))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(PullProblem.FAILED);
  }
}
