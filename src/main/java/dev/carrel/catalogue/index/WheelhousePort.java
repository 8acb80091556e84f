package dev.carrel.catalogue.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which port wheelhouses are served at. It stays the same from start to start: it stands in what
 * build steps are given, and another one would cost each of them its cache.
 */
@ApplicationScoped
class WheelhousePort {

  private final Optional<Integer> set;
  private final Path file;

  WheelhousePort(
      PackagesConfig config,
      @ConfigProperty(name = "carrel.home", defaultValue = "var") Path home) {
    this.set = config.wheelhousePort();
    this.file = home.resolve("wheelhouse-port");
  }

  int on(String host) throws IOException {
    if (set.isPresent()) {
      return set.get();
    }
    Optional<Integer> kept = kept();
    if (kept.isPresent() && free(host, kept.get())) {
      return kept.get();
    }
    int chosen;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      chosen = socket.getLocalPort();
    }
    keep(chosen);
    return chosen;
  }

  private Optional<Integer> kept() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    return text.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static boolean free(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the server itself will: connections of the last run may still be waiting to end.
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void keep(int port) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = file.resolveSibling("wheelhouse-port.new");
    Files.writeString(draft, port + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
