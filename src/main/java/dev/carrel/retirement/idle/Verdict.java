package dev.carrel.retirement.idle;

import java.time.Duration;
import java.time.Instant;

/** What the rule says of an environment at one moment. */
sealed interface Verdict {

  /**
   * All its devices have been idle for as long as the rule asks.
   *
   * @param since the first of the idle readings
   * @param limit the idle time that the rule asks for
   */
  record Idle(Instant since, Duration limit, boolean queue) implements Verdict {}

  /** Idle so far, but not for long enough. */
  record Resting(Instant since, Duration limit) implements Verdict {}

  record Busy(Why why) implements Verdict {}

  /** The readings are too old, or have holes, or there are none: nothing can be said. */
  record Unknown() implements Verdict {}

  enum Why {
    /** A device is in use. */
    DEVICE,
    /** It started a moment ago. */
    GRACE,
    /** A declared long job works on processors and has not come to its devices yet. */
    PREPARING
  }
}
