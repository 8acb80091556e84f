package dev.carrel.retirement.idle;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a replay.
 *
 * @param lines those who would have been stopped by the one rules or the others, who would have
 *     held longest first
 * @param held device-hours that all had in that time
 * @param groups of all who held devices then
 */
record Rehearsed(List<Line> lines, double held, List<String> groups) {
  Rehearsed {
    lines = lines.stream().sorted(Comparator.comparingDouble(Line::most).reversed()).toList();
  }

  /**
   * @param terms that its owner has now
   * @param present what the rule that its owner has would have done
   * @param changed what the changed rule would have done
   */
  record Line(
      Rehearsal.Subject subject,
      IdleTerms terms,
      Optional<Replay.Stopped> present,
      Optional<Replay.Stopped> changed) {

    public String ruleWords() {
      return terms.enabled() ? terms.rule().words(false) : "left alone";
    }

    /** Whether it is the changed rule that makes the difference. */
    public boolean differs() {
      return !present.map(Replay.Stopped::at).equals(changed.map(Replay.Stopped::at));
    }

    private double most() {
      return Math.max(
          present.map(Replay.Stopped::won).orElse(0.0),
          changed.map(Replay.Stopped::won).orElse(0.0));
    }
  }

  /**
   * @param stopped so many environments
   * @param missed so many of them used their devices again later
   * @param hours device-hours won
   * @param held of so many
   */
  record Sum(int stopped, long missed, double hours, double held) {
    public String won() {
      return Rehearsed.hours(hours);
    }

    public String heldHours() {
      return Rehearsed.hours(held);
    }

    public long percent() {
      return held == 0 ? 0 : Math.round(100 * hours / held);
    }
  }

  public Sum present() {
    return sum(Line::present);
  }

  public Sum changed() {
    return sum(Line::changed);
  }

  private Sum sum(Function<Line, Optional<Replay.Stopped>> rule) {
    List<Replay.Stopped> stopped =
        lines.stream().flatMap(line -> rule.apply(line).stream()).toList();
    return new Sum(
        stopped.size(),
        stopped.stream().filter(one -> one.missed().isPresent()).count(),
        stopped.stream().mapToDouble(Replay.Stopped::won).sum(),
        held);
  }

  static String hours(double hours) {
    return hours >= 10
        ? Long.toString(Math.round(hours))
        : String.format(Locale.ROOT, "%.1f", hours);
  }
}
