package dev.carrel.retirement.idle;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.history.EnvironmentPoint;
import dev.carrel.gpu.history.History;
import dev.carrel.gpu.history.HistoryConfig;
import dev.carrel.notice.Notices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Looks every half a minute at who holds GPUs and does nothing with them. While the figures of the
 * devices are stale it does not even look.
 */
@ApplicationScoped
class IdleWatch {
  private static final Logger LOG = Logger.getLogger(IdleWatch.class);

  /** Before the longest idle time that decides: what a verdict may have to see. */
  private static final Duration MARGIN = Duration.ofMinutes(30);

  private static final Duration DAY = Duration.ofDays(1);

  private final Decisions decisions;
  private final History history;
  private final Inventory inventory;
  private final EnvironmentBook book;
  private final Notices notices;
  private final Signals signals;
  private final IdleRules rules;
  private final HistoryConfig kept;
  private final Clock clock;

  @Inject
  IdleWatch(
      Decisions decisions,
      History history,
      Inventory inventory,
      EnvironmentBook book,
      Notices notices,
      Signals signals,
      IdleRules rules,
      HistoryConfig kept,
      Clock clock) {
    this.decisions = decisions;
    this.history = history;
    this.inventory = inventory;
    this.book = book;
    this.notices = notices;
    this.signals = signals;
    this.rules = rules;
    this.kept = kept;
    this.clock = clock;
  }

  @Scheduled(every = "30s", delayed = "40s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    if (rules.inForce() && !inventory.state().stale()) {
      QuarkusTransaction.requiringNew().run(this::decide);
    }
  }

  /** Decisions are kept as long as the history is. */
  @Scheduled(every = "12h", delayed = "7m", concurrentExecution = ConcurrentExecution.SKIP)
  @Transactional
  void forget() {
    decisions.forget(clock.instant().minus(kept.days()));
  }

  /** In a transaction. */
  void decide() {
    if (!decisions.turn()) {
      return;
    }
    List<Watched> watched = watched();
    if (watched.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant from = now.minus(longest(watched, IdleWatch::idleTime)).minus(MARGIN);
    Map<Long, List<EnvironmentPoint>> points = history.withDevices(from, now.plus(MARGIN));
    Duration steps = longest(watched, one -> one.rule().between().multipliedBy(3));
    Map<Long, List<Course.Taken>> taken = decisions.taken(now.minus(DAY).minus(steps));
    for (Watched one : watched) {
      long environment = one.holder().environment();
      Trace trace = one.trace(points.getOrDefault(environment, List.of()));
      if (new Judge(one.rule()).of(trace, now) instanceof Verdict.Idle idle) {
        var course =
            new Course(taken.getOrDefault(environment, List.of()), one.holder().keptUntil());
        course
            .due(idle, one.rule().between(idle.queue()), now)
            .ifPresent(step -> take(step, one.holder(), idle, one.rule(), trace, now));
      }
    }
  }

  /** A holder whose devices can be taken back, and by which rule. */
  private record Watched(Holder holder, IdleRule rule) {
    Trace trace(List<EnvironmentPoint> points) {
      return new Trace(
          holder.started(),
          holder.longJob(),
          holder.highest().filter(most -> most >= rule.threshold()).isPresent(),
          points.stream().filter(point -> !point.end().isBefore(holder.started())).toList());
    }
  }

  private List<Watched> watched() {
    List<Watched> watched = new ArrayList<>();
    for (Holder holder : decisions.holders()) {
      IdleTerms terms = rules.of(holder.groups());
      if (terms.enabled()) {
        watched.add(new Watched(holder, terms.rule()));
      }
    }
    return watched;
  }

  /** From the first idle reading to the release. */
  private static Duration idleTime(Watched one) {
    IdleRule rule = one.rule();
    return Collections.max(List.of(rule.after(), rule.afterQueued()))
        .plus(rule.between().multipliedBy(3));
  }

  private static Duration longest(List<Watched> watched, Function<Watched, Duration> time) {
    return watched.stream().map(time).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private void take(
      Step step, Holder holder, Verdict.Idle idle, IdleRule rule, Trace trace, Instant now) {
    Evidence evidence = Evidence.of(trace.points(), idle.since());
    long decision = decisions.add(holder, step, idle, rule, evidence, now);
    LOG.infof(
        "%s for environment %d (%s), idle since %s: %s",
        step, holder.environment(), holder.name(), idle.since(), rule.words(idle.queue()));
    if (step == Step.RELEASE) {
      release(holder, rule.words(idle.queue()));
    }
    notices.tell(new IdleWords(holder, idle, rule).notice(step, decision));
    signals.raise(new Signal(EnvironmentBook.TOPIC, holder.environment(), holder.account()));
  }

  private void release(Holder holder, String rule) {
    switch (holder.whenIdle()) {
      case DEMOTE -> book.demote(holder.environment(), "They were " + rule + ".");
      case STOP -> book.stopIdle(holder.environment(), "They were " + rule + ".");
    }
  }
}
