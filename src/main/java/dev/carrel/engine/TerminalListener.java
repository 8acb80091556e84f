package dev.carrel.engine;

/** Hears a terminal, one call at a time. */
public interface TerminalListener {

  /** Output as it came, cut anywhere. The array is the listener's to keep. */
  void output(byte[] bytes);

  /**
   * Called once, last.
   *
   * @param exitCode of the process; 129 after a hang-up; -1 if the engine did not say
   */
  void ended(int exitCode);
}
