package dev.carrel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Holds the JVM at its end until the main thread has stopped the database. Quarkus alone would call
 * {@code System.exit} from the main thread, which never returns while a signal ends the JVM, so
 * that nothing after it would run.
 */
final class OrderlyEnd {
  private static final Logger LOG = Logger.getLogger(OrderlyEnd.class);
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch reached = new CountDownLatch(1);
  private volatile boolean ending;
  private volatile int code;

  private OrderlyEnd() {}

  static OrderlyEnd onShutdown() {
    var end = new OrderlyEnd();
    Runtime.getRuntime().addShutdownHook(new Thread(end::await, "await-main"));
    return end;
  }

  /** Takes the place of Quarkus's exit handler: only tells and remembers how it ended. */
  void note(Integer exitCode, Throwable failure) {
    code = exitCode;
    if (failure != null) {
      LOG.error("The portal could not go on", failure);
      // Once more, below all the frames: whoever reads the log's end is to find it.
      LOG.errorf("That is because: %s", root(failure));
      code = Math.max(1, exitCode);
    }
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  /** The main thread has nothing more to stop. */
  void reached() {
    reached.countDown();
  }

  /** Ends the JVM, unless it is ending already. */
  void exit() {
    if (!ending) {
      System.exit(code);
    }
  }

  private void await() {
    ending = true;
    try {
      reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
