package dev.carrel.access;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The last {@value #CAPACITY} bytes that a terminal wrote, for whoever comes back to it, and
 * whether a full-screen program has the screen (which must be said again when the bytes that said
 * so are gone). Not safe for several threads.
 */
final class Scrollback {
  static final int CAPACITY = 64 * 1024;

  /** The private modes by which programs take and leave the alternate screen (xterm, ctlseqs). */
  private static final String ENTER = "\u001b[?1049h";

  private static final String LEAVE = "\u001b[?1049l";

  private final byte[] ring = new byte[CAPACITY];
  private long written;
  private boolean fullScreen;
  private String seam = "";

  void add(byte[] bytes) {
    int from = Math.max(0, bytes.length - CAPACITY);
    for (int i = from; i < bytes.length; ) {
      int at = (int) ((written + i - from) % CAPACITY);
      int length = Math.min(bytes.length - i, CAPACITY - at);
      System.arraycopy(bytes, i, ring, at, length);
      i += length;
    }
    written += bytes.length - from;
    watchScreen(bytes);
  }

  boolean fullScreen() {
    return fullScreen;
  }

  /** What is kept, from the first whole line on where the beginning was lost. */
  byte[] replay() {
    var out = new ByteArrayOutputStream(CAPACITY + ENTER.length());
    int length = (int) Math.min(written, CAPACITY);
    byte[] kept = new byte[length];
    for (int i = 0; i < length; i++) {
      kept[i] = ring[(int) ((written - length + i) % CAPACITY)];
    }
    int start = written > CAPACITY ? afterFirstLine(kept) : 0;
    if (fullScreen && !new String(kept, StandardCharsets.ISO_8859_1).contains(ENTER)) {
      out.writeBytes(ENTER.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(kept, start, length - start);
    return out.toByteArray();
  }

  private static int afterFirstLine(byte[] kept) {
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  /** A sequence may be cut anywhere: the end of one piece is looked at with the next. */
  private void watchScreen(byte[] bytes) {
    String text = seam + new String(bytes, StandardCharsets.ISO_8859_1);
    int entered = text.lastIndexOf(ENTER);
    int left = text.lastIndexOf(LEAVE);
    if (entered != left) {
      fullScreen = entered > left;
    }
    seam = text.substring(Math.max(0, text.length() - ENTER.length() + 1));
  }
}
