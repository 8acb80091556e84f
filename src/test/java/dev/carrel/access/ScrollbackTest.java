package dev.carrel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
  private final Scrollback scrollback = new Scrollback();

  @Property(tries = 200)
  void keepsEverythingWhileItFits(@ForAll @Size(max = 50) List<byte[]> pieces) {
    var kept = new Scrollback();
    var all = new ByteArrayOutputStream();
    pieces.forEach(
        piece -> {
          kept.add(piece);
          all.writeBytes(piece);
        });
    assertThat(kept.replay()).isEqualTo(all.toByteArray());
  }

  @Test
  void keepsTheLastWholeLinesOfALongOutput() {
    for (int i = 0; i < 100_000; i++) {
      add("line " + i + "\n");
    }
    String replay = text();
    assertThat(replay).endsWith("line 99999\n").startsWith("line ");
    assertThat(replay.length()).isBetween(Scrollback.CAPACITY - 20, Scrollback.CAPACITY);
  }

  @Test
  void takesAPieceLargerThanItself() {
    byte[] large = new byte[3 * Scrollback.CAPACITY + 17];
    Arrays.fill(large, (byte) 'x');
    large[large.length - 1] = 'y';
    add("before");
    scrollback.add(large);
    assertThat(text()).hasSize(Scrollback.CAPACITY).endsWith("xy");
  }

  @Test
  void knowsThatAFullScreenProgramRunsEvenWhenTheSequenceWasCut() {
    add("$ vim\r\n\u001b[?10");
    assertThat(scrollback.fullScreen()).isFalse();
    add("49h~\r\n~");
    assertThat(scrollback.fullScreen()).isTrue();
    add("\u001b[?1049l$ ");
    assertThat(scrollback.fullScreen()).isFalse();
  }

  @Test
  void saysAgainThatTheScreenIsTakenWhenThoseBytesAreGone() {
    add("\u001b[?1049h");
    for (int i = 0; i < 20_000; i++) {
      add("redraw\r\n");
    }
    assertThat(text()).startsWith("\u001b[?1049h");
  }

  private void add(String text) {
    scrollback.add(text.getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    return new String(scrollback.replay(), StandardCharsets.UTF_8);
  }
}
