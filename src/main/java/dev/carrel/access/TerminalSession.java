package dev.carrel.access;

import dev.carrel.engine.Terminal;
import dev.carrel.engine.TerminalListener;
import dev.carrel.engine.TerminalSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One shell and whoever looks at it, which may be nobody for a while. */
final class TerminalSession implements TerminalListener {
  private static final Logger LOG = Logger.getLogger(TerminalSession.class);
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
  private final Scrollback scrollback = new Scrollback();
  private final Runnable whenEnded;
  private final Runnable whenUsed;
  private final AtomicBoolean used = new AtomicBoolean();
  private final Instant opened;
  private Terminal terminal;
  private Integer exitCode;
  private Instant lastSeen;

  /**
   * @param whenUsed what is first typed calls it, after it was passed on
   */
  TerminalSession(Instant now, Runnable whenUsed, Runnable whenEnded) {
    this.opened = now;
    this.lastSeen = now;
    this.whenUsed = whenUsed;
    this.whenEnded = whenEnded;
  }

  Instant opened() {
    return opened;
  }

  /** Starts the shell unless it runs; a failure leaves the session unstarted. */
  synchronized void start(Function<TerminalListener, Terminal> open) {
    if (terminal == null) {
      terminal = open.apply(this);
    }
  }

  /** Shows what there was, then what comes. A full-screen program is made to draw itself again. */
  void attach(Viewer viewer, TerminalSize size) {
    boolean redraw;
    synchronized (this) {
      byte[] before = scrollback.replay();
      if (before.length > 0) {
        viewer.send(before);
      }
      viewers.add(viewer);
      redraw = scrollback.fullScreen();
      if (exitCode != null) {
        viewer.tell(new Control.Ended(exitCode));
      }
    }
    if (redraw) {
      terminal.resize(new TerminalSize(size.rows(), size.columns() - 1));
    }
    terminal.resize(size);
  }

  synchronized void detach(String viewer, Instant now) {
    viewers.removeIf(
        one -> {
          boolean leaving = one.id().equals(viewer);
          if (leaving) {
            one.leave();
          }
          return leaving;
        });
    lastSeen = now;
  }

  Optional<Viewer> viewer(String id) {
    return viewers.stream().filter(viewer -> viewer.id().equals(id)).findFirst();
  }

  synchronized boolean unseenSince(Instant time) {
    return viewers.isEmpty() && lastSeen.isBefore(time);
  }

  void write(byte[] input) {
    terminal.write(input);
    if (used.compareAndSet(false, true)) {
      tellUse();
    }
  }

  private void tellUse() {
    try {
      whenUsed.run();
    } catch (RuntimeException trouble) {
      // A shell serves whoever types, whatever the database does; the next key tells.
      used.set(false);
      LOG.debugf("That a terminal is used was not written down: %s", trouble.getMessage());
    }
  }

  void resize(TerminalSize size) {
    terminal.resize(size);
  }

  void close() {
    Terminal open;
    synchronized (this) {
      open = terminal;
    }
    if (open != null) {
      open.close();
    }
  }

  void disconnect(SocketEnd end) {
    viewers.forEach(viewer -> viewer.close(end));
  }

  @Override
  public void output(byte[] bytes) {
    synchronized (this) {
      scrollback.add(bytes);
      viewers.forEach(viewer -> viewer.send(bytes));
    }
    // Outside the lock, so that another viewer can come while the shell waits for this one.
    viewers.forEach(Viewer::awaitRoom);
  }

  @Override
  public void ended(int code) {
    synchronized (this) {
      exitCode = code;
      viewers.forEach(viewer -> viewer.tell(new Control.Ended(code)));
    }
    disconnect(SocketEnd.SHELL_ENDED);
    whenEnded.run();
  }
}
