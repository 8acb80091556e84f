package dev.carrel.gpu.board;

import dev.carrel.gpu.GpuWords;
import dev.carrel.gpu.Outlook;
import java.util.Optional;

/**
 * Somebody who waits.
 *
 * @param place like {@code first}; {@code away} if nobody was there when its turn came
 * @param who one's own environment, somebody, or {@code somebody}
 * @param wish like {@code two A100}
 * @param used device-hours in the last seven days, in words
 * @param link of one's own environment
 */
record Waiter(
    int position,
    String place,
    boolean own,
    String who,
    String wish,
    String used,
    Optional<Outlook> outlook,
    Optional<String> link) {

  static Waiter of(int position, Wanting wanting, Optional<Outlook> outlook, Eyes eyes) {
    boolean own = eyes.own(wanting.account());
    return new Waiter(
        position,
        away(outlook) ? "away" : GpuWords.place(position),
        own,
        own ? wanting.name() : eyes.names() ? wanting.holder() : "somebody",
        GpuWords.wish(wanting.wish()),
        GpuWords.deviceHours(wanting.used()),
        outlook,
        own ? Optional.of("/environments/" + wanting.name()) : Optional.empty());
  }

  private static boolean away(Optional<Outlook> outlook) {
    return outlook.filter(Outlook::away).isPresent();
  }

  boolean away() {
    return away(outlook);
  }

  /** {@code 16:10 to 17:00}. */
  public String when() {
    return outlook.map(GpuWords::when).orElse("cannot be told yet");
  }
}
