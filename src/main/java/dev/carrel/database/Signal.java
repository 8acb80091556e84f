package dev.carrel.database;

/**
 * Says that a row changed, to every replica: not what it changed to, which whoever cares reads.
 *
 * @param topic the kind of row, a single lower-case word such as {@code environment}; {@link #GAP}
 *     when signals may have been missed and everything should be read again
 * @param id the row's id, 0 for a gap
 * @param account the owner's id, 0 where there is none
 */
public record Signal(String topic, long id, long account) {

  /** The topic of a signal that stands for any number of missed ones. */
  public static final String GAP = "gap";

  public Signal {
    if (!topic.matches("[a-z-]{1,40}")) {
      throw new IllegalArgumentException("topic must be one lower-case word: " + topic);
    }
  }

  static Signal gap() {
    return new Signal(GAP, 0, 0);
  }

  public boolean isGap() {
    return topic.equals(GAP);
  }

  String payload() {
    return topic + " " + id + " " + account;
  }

  static Signal parse(String payload) {
    String[] words = payload.split(" ");
    return new Signal(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]));
  }
}
