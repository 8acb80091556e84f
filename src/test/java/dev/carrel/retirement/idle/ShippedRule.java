package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The portal's own idle rule with the times that it is shipped with, for a simulation's leases. A
 * system property changes one: {@code -Dcarrel.gpus.idle.after=30m}.
 */
public final class ShippedRule {
  private static final IdleConfig CONFIG =
      new SmallRyeConfigBuilder()
          // Whichever thread comes first: a pool's own loader finds no converters.
          .forClassLoader(ShippedRule.class.getClassLoader())
          .addDiscoveredConverters()
          .addSystemSources()
          .withMapping(IdleConfig.class)
          .build()
          .getConfigMapping(IdleConfig.class);
  private static final IdleRule RULE = IdleRule.of(CONFIG);
  private static final Judge JUDGE = new Judge(RULE);

  private ShippedRule() {}

  /** What came of a look. */
  public enum Seen {
    NOTHING,
    NOTICE,
    RELEASE
  }

  /** One lease, from its start to its end. */
  public static final class Watched {
    private final Instant started;
    private final List<Course.Taken> taken = new ArrayList<>();
    private Optional<Instant> keptUntil = Optional.empty();

    public Watched(Instant started) {
      this.started = started;
    }

    /** Its holder says why, for so long or for the longest that is allowed. */
    public void keep(Instant now, Duration time) {
      Duration most = CONFIG.keep();
      keptUntil = Optional.of(now.plus(time.compareTo(most) < 0 ? time : most));
    }

    public boolean kept(Instant now) {
      return keptUntil.filter(until -> until.isAfter(now)).isPresent();
    }

    /** Takes the step that is due, if one is, for devices that have been idle since then. */
    public Seen look(Instant idleSince, int waiting, Instant now) {
      Trace trace = new Trace(started, false, false, List.of(idle(idleSince, waiting, now)));
      return JUDGE.of(trace, now) instanceof Verdict.Idle idle ? take(idle, now) : Seen.NOTHING;
    }

    private Seen take(Verdict.Idle idle, Instant now) {
      Optional<Step> due = new Course(taken, keptUntil).due(idle, RULE.between(idle.queue()), now);
      due.ifPresent(step -> taken.add(new Course.Taken(step, now)));
      return due.map(step -> step == Step.RELEASE ? Seen.RELEASE : Seen.NOTICE)
          .orElse(Seen.NOTHING);
    }
  }

  private static EnvironmentPoint idle(Instant since, int waiting, Instant now) {
    return new EnvironmentPoint(
        since,
        Duration.between(since, now),
        1,
        true,
        Optional.of(0d),
        Optional.of(0d),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        waiting);
  }
}
