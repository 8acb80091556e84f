package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a terminal showed. */
public final class Screen implements TerminalListener {
  private final StringBuffer text = new StringBuffer();
  private volatile Optional<Integer> exit = Optional.empty();
  public volatile int ends;

  @Override
  public void output(byte[] bytes) {
    // Latin-1 keeps bytes apart until all of a character is there.
    text.append(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void ended(int exitCode) {
    exit = Optional.of(exitCode);
    ends++;
  }

  public void shows(String expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        new String(
                            text.toString().getBytes(StandardCharsets.ISO_8859_1),
                            StandardCharsets.UTF_8))
                    .contains(expected));
  }

  public void ends(int exitCode) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(exit).contains(exitCode));
  }
}
