package dev.carrel.access;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * One browser that looks at a terminal. It says how much it has drawn; while too much is under way
 * the shell waits, as it would for a slow line, and a browser that has died is let go.
 */
final class Viewer {
  /** More than a screen redraws at once, less than a browser would choke on. */
  private static final int WINDOW = 512 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final WebSocketConnection connection;
  private long unacknowledged;
  private boolean gone;

  Viewer(WebSocketConnection connection) {
    this.connection = connection;
  }

  String id() {
    return connection.id();
  }

  synchronized void send(byte[] bytes) {
    if (!gone) {
      unacknowledged += bytes.length;
      connection.sendBinary(Buffer.buffer(bytes)).subscribe().with(sent -> {}, failure -> leave());
    }
  }

  void tell(Control control) {
    connection.sendText(control.toJson()).subscribe().with(sent -> {}, failure -> leave());
  }

  synchronized void acknowledge(long bytes) {
    unacknowledged = Math.max(0, unacknowledged - Math.max(0, bytes));
    notifyAll();
  }

  /** Waits until there is room for more; a viewer that makes none is disconnected. */
  void awaitRoom() {
    synchronized (this) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (unacknowledged > WINDOW && !gone) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
      if (unacknowledged <= WINDOW || gone) {
        return;
      }
    }
    close(SocketEnd.TOO_SLOW);
  }

  synchronized void leave() {
    gone = true;
    notifyAll();
  }

  void close(SocketEnd end) {
    leave();
    connection.close(new CloseReason(end.code(), end.reason())).subscribe().with(x -> {}, x -> {});
  }
}
