package dev.carrel.engine;

/**
 * @param exitCode of the command; 124 if it was ended for the timeout; 126 or 127 if it could not
 *     be run
 * @param output both outputs as they came, UTF-8
 * @param truncated true if there was more
 */
public record ExecResult(int exitCode, String output, boolean truncated) {

  public static final int TIMED_OUT = 124;
}
