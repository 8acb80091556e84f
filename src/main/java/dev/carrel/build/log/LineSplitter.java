package dev.carrel.build.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts one stream of bytes into lines. Chunks may end anywhere, within a character too. A progress
 * bar that draws itself anew after {@code \r} leaves its last state only. Memory is bounded: a line
 * longer than {@link #LONGEST} goes on as the next one.
 */
final class LineSplitter {
  /** Bytes of one line. */
  static final int LONGEST = 16 * 1024;

  private final Consumer<String> lines;
  private byte[] state = new byte[256];
  private int length;

  /** The last visible state of the line before a {@code \r}, which what follows may replace. */
  private String before = "";

  private boolean returned;

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  void accept(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        finishLine();
      } else if (b == '\r') {
        returned = true;
      } else {
        if (returned) {
          replaceState();
        }
        append(b);
      }
    }
  }

  /** The stream has ended: what is left is a line too. */
  void end() {
    if (length > 0 || !before.isEmpty()) {
      finishLine();
    }
  }

  private void append(byte b) {
    if (length == LONGEST) {
      int cut = boundary();
      emit(new String(state, 0, cut, StandardCharsets.UTF_8));
      System.arraycopy(state, cut, state, 0, length - cut);
      length -= cut;
      before = "";
    }
    if (length == state.length) {
      state = Arrays.copyOf(state, Math.min(LONGEST, state.length * 2));
    }
    state[length++] = b;
  }

  /** Where a full line can be cut without cutting a character; it may end in half of one. */
  private int boundary() {
    for (int back = 1; back <= 3; back++) {
      int b = state[length - back] & 0xff;
      if (b >= 0xc0) {
        int wanted = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
        return wanted > back ? length - back : length;
      }
      if (b < 0x80) {
        return length;
      }
    }
    return length;
  }

  private void replaceState() {
    returned = false;
    String text = text();
    if (Ansi.visible(text)) {
      before = text;
    }
    length = 0;
  }

  private void finishLine() {
    returned = false;
    String text = text();
    emit(before.isEmpty() || Ansi.visible(text) ? text : before);
    length = 0;
    before = "";
    if (state.length > 4096) {
      state = new byte[256];
    }
  }

  private void emit(String text) {
    lines.accept(text);
  }

  private String text() {
    return new String(state, 0, length, StandardCharsets.UTF_8);
  }
}
