package dev.carrel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
  private static final Path PAGE = Path.of("docs/settings.md");

  /** Run with {@code -Dcarrel.docs.write} to write the page instead of comparing it. */
  @Test
  void saysWhatTheCodeSays() throws Exception {
    String rendered = SettingsPage.render();
    if (System.getProperty("carrel.docs.write") != null) {
      Files.writeString(PAGE, rendered);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "docs/settings.md is old; write it: ./mvnw test -Dtest=SettingsPageTest -Dcarrel.docs.write")
        .isEqualTo(rendered);
  }
}
