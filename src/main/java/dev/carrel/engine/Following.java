package dev.carrel.engine;

/**
 * Something the engine does for its caller until it ends by itself or is closed: a build, a pull, a
 * log that is followed.
 *
 * <p>A listener that throws ends its stream; only {@link Engine#events} goes on, with a gap.
 */
public interface Following extends AutoCloseable {

  /**
   * Ends it, without waiting for callbacks under way; harmless when it has ended. After a close,
   * the last event that the stream promises (a build's end, say) still comes once; others may come
   * before it.
   */
  @Override
  void close();

  /** Waits until the last callback has returned. */
  void await() throws InterruptedException;

  /** True when the last callback has returned. */
  boolean ended();
}
