package dev.carrel.engine.docker;

import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What is typed into a terminal, on its way to the engine. */
final class TypedInput extends InputStream {

  private static final byte[] END = {};
  private static final int WAITING = 1024;

  private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>(WAITING);
  private volatile boolean closed;
  private byte[] now = {};
  private int at;

  /**
   * Blocks while much is waiting: a process that does not read must not fill the portal's memory.
   */
  void type(byte[] input) throws InterruptedException {
    if (!closed && input.length > 0) {
      typed.put(input.clone());
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    try {
      while (at == now.length) {
        if (closed && typed.isEmpty()) {
          return -1;
        }
        now = typed.take();
        at = 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
    int count = Math.min(length, now.length - at);
    System.arraycopy(now, at, buffer, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() {
    closed = true;
    typed.clear();
    typed.offer(END);
  }
}
