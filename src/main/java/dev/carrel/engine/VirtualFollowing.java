package dev.carrel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A {@link Following} on a virtual thread of its own, for adapters.
 *
 * <p>Closing never interrupts the thread: it may be in a listener that writes to a database.
 * Instead the body waits by {@link #pause}, or registers with {@link #onClose} what it blocks on.
 */
public final class VirtualFollowing implements Following {

  private static final Logger LOG = Logger.getLogger(VirtualFollowing.class);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> closers = new ArrayList<>();

  private VirtualFollowing() {}

  public static VirtualFollowing start(String name, Consumer<VirtualFollowing> body) {
    VirtualFollowing following = new VirtualFollowing();
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                body.accept(following);
              } catch (RuntimeException e) {
                LOG.errorf(e, "%s ended by its listener", name);
              } finally {
                following.ended.countDown();
              }
            });
    return following;
  }

  /** Runs when closed; at once if that has happened. */
  public void onClose(Runnable closer) {
    synchronized (closers) {
      if (!closed()) {
        closers.add(closer);
        return;
      }
    }
    closer.run();
  }

  public boolean closed() {
    return closed.getCount() == 0;
  }

  /** Waits; false if closed meanwhile. */
  public boolean pause(long millis) {
    try {
      return !closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    List<Runnable> now;
    synchronized (closers) {
      closed.countDown();
      now = List.copyOf(closers);
      closers.clear();
    }
    now.forEach(Runnable::run);
  }

  @Override
  public void await() throws InterruptedException {
    ended.await();
  }

  @Override
  public boolean ended() {
    return ended.getCount() == 0;
  }
}
