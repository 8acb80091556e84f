package dev.carrel.gpu.board;

import dev.carrel.gpu.Device.Availability;

/**
 * How a device, or a part of one, stands: in a word, and in a sign that is told from the others
 * without colour.
 */
enum Sign {
  MINE("yours", "◆"),
  BUSY("in use", "●"),
  WAITS("held", "◐"),
  MINE_WAITS("held for you", "◐"),
  FREE("free", "○"),
  DRAINED("out of service", "‖"),
  TAKEN("taken", "▲"),
  BROKEN("faulty", "✕"),
  AWAY("not there", "✕"),
  UNCUT("not cut", "");

  private final String word;
  private final String mark;

  Sign(String word, String mark) {
    this.word = word;
    this.mark = mark;
  }

  /** Of what nobody holds. */
  static Sign of(Availability availability) {
    return switch (availability) {
      case LOST -> AWAY;
      case FAULTY -> BROKEN;
      case DRAINED -> DRAINED;
      case TAKEN -> TAKEN;
      case LEASED -> BUSY;
      case HELD -> WAITS;
      case FREE, PARTITIONED -> FREE;
    };
  }

  public String word() {
    return word;
  }

  public String mark() {
    return mark;
  }

  /** The class in the stylesheet. */
  public String tone() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  boolean ours() {
    return this == MINE || this == MINE_WAITS;
  }

  /** It cannot be had though nobody has it. */
  boolean out() {
    return this == DRAINED || this == TAKEN || this == BROKEN || this == AWAY;
  }
}
