package dev.carrel.build;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who runs builds here. The same after a restart, so that a portal takes back what it ran before at
 * once; a home serves one portal at a time.
 */
@Singleton
class Runner {
  private final String name;

  @Inject
  Runner(@ConfigProperty(name = "carrel.home", defaultValue = "var") Path home) {
    this.name = host() + ":" + home.toAbsolutePath();
  }

  String name() {
    return name;
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
