package dev.carrel.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The keys that encrypt session and state cookies. They must outlive the process, or a restart
 * would sign everybody out; and replicas must share them, by the environment.
 */
public final class SessionKeys {
  private static final Set<String> NAMES = Set.of("CARREL_STATE_SECRET", "CARREL_SESSION_SECRET");
  private static final int BYTES = 32;

  private SessionKeys() {}

  /** Takes each key from the environment, else from {@code home/secrets}, made on first use. */
  public static void provide(Path home) throws IOException {
    for (String name : NAMES) {
      if (System.getenv(name) == null) {
        System.setProperty(name, kept(home.resolve("secrets"), name));
      }
    }
  }

  static String kept(Path folder, String name) throws IOException {
    Files.createDirectories(folder, mode("rwx------"));
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      // Written aside and moved, so that a crash leaves no half a key.
      Path fresh = folder.resolve(name + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, mode("rw-------"));
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Files.writeString(fresh, HexFormat.of().formatHex(random));
      Files.move(fresh, file);
    }
    return Files.readString(file).strip();
  }

  private static java.nio.file.attribute.FileAttribute<Set<PosixFilePermission>> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
