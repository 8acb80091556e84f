package dev.carrel.environment.doctor;

/**
 * One thing that was looked at.
 *
 * @param title what is, in a line
 * @param text what it means
 * @param remedy what to do; empty where all is well
 */
record Finding(Tone tone, String title, String text, String remedy) {

  enum Tone {
    GOOD,
    WARN,
    BAD
  }

  static Finding good(String title, String text) {
    return new Finding(Tone.GOOD, title, text, "");
  }

  static Finding warn(String title, String text, String remedy) {
    return new Finding(Tone.WARN, title, text, remedy);
  }

  static Finding bad(String title, String text, String remedy) {
    return new Finding(Tone.BAD, title, text, remedy);
  }

  /** The state's class. */
  public String state() {
    return switch (tone) {
      case GOOD -> "running";
      case WARN -> "warn";
      case BAD -> "failed";
    };
  }

  public boolean hasRemedy() {
    return !remedy.isEmpty();
  }
}
