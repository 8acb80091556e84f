package dev.carrel.engine;

/** An open terminal. */
public interface Terminal extends AutoCloseable {

  /** Types. Blocks while the process does not read; drops the bytes if it has ended. */
  void write(byte[] input);

  /** Harmless if the process has ended. */
  void resize(TerminalSize size);

  /** True until the process has ended. */
  boolean open();

  /**
   * Ends the process as a hung-up line would, and the processes that it left in the foreground;
   * those that ignore a hang-up are killed two seconds later. Harmless if it has ended. {@link
   * TerminalListener#ended} is still called.
   */
  @Override
  void close();
}
