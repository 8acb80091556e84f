package dev.carrel.environment.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The name servers that the engine asks for its containers. */
final class Resolvers {
  private static final List<Path> FILES =
      List.of(Path.of("/etc/resolv.conf"), Path.of("/run/systemd/resolve/resolv.conf"));
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

  private Resolvers() {}

  /** Without loopback ones: those the engine asks itself, on the host's side. */
  static Set<String> read() {
    Set<String> addresses = new TreeSet<>();
    for (Path file : FILES) {
      try {
        Files.readAllLines(file).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(words -> words.length > 1 && words[0].equals("nameserver"))
            .map(words -> words[1])
            .filter(address -> ADDRESS.matcher(address).matches())
            .filter(address -> !address.startsWith("127.") && !address.equals("::1"))
            .forEach(addresses::add);
      } catch (IOException notHere) {
        // Not every machine has both.
      }
    }
    return addresses;
  }
}
