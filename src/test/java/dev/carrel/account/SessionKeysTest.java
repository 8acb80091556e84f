package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionKeysTest {
  private static final String NAME = "CARREL_SESSION_SECRET";

  @Test
  void keepsTheKeyOverARestart(@TempDir Path home) throws Exception {
    String first = SessionKeys.kept(home.resolve("secrets"), NAME);
    assertThat(first).hasSizeGreaterThanOrEqualTo(32);
    assertThat(SessionKeys.kept(home.resolve("secrets"), NAME)).isEqualTo(first);
  }

  @Test
  void letsNobodyElseReadIt(@TempDir Path home) throws Exception {
    SessionKeys.kept(home.resolve("secrets"), NAME);
    Path file = home.resolve("secrets").resolve(NAME);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
