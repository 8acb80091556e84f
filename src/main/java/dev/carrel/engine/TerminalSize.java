package dev.carrel.engine;

/** In characters. Sizes beyond what a screen can be are brought to the nearest that can. */
public record TerminalSize(int rows, int columns) {

  private static final int MOST = 1000;

  public TerminalSize {
    rows = Math.clamp(rows, 1, MOST);
    columns = Math.clamp(columns, 1, MOST);
  }
}
