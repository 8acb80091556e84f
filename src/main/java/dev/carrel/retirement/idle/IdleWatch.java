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
import java.util.List;
import java.util.Map;
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

  private final Decisions decisions;
  private final History history;
  private final Inventory inventory;
  private final EnvironmentBook book;
  private final Notices notices;
  private final Signals signals;
  private final IdleConfig config;
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
      IdleConfig config,
      HistoryConfig kept,
      Clock clock) {
    this.decisions = decisions;
    this.history = history;
    this.inventory = inventory;
    this.book = book;
    this.notices = notices;
    this.signals = signals;
    this.config = config;
    this.kept = kept;
    this.clock = clock;
  }

  @Scheduled(every = "30s", delayed = "40s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    if (config.enabled() && !inventory.state().stale()) {
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
    IdleRule rule = IdleRule.of(config);
    List<Holder> holders = decisions.holders(rule.threshold());
    if (holders.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Duration window =
        rule.after().compareTo(rule.afterQueued()) > 0 ? rule.after() : rule.afterQueued();
    Instant from = now.minus(window).minus(rule.between().multipliedBy(3)).minus(MARGIN);
    Map<Long, List<EnvironmentPoint>> points = history.withDevices(from, now.plus(MARGIN));
    Map<Long, List<Course.Taken>> taken = decisions.taken(now.minus(Duration.ofDays(1)));
    var judge = new Judge(rule);
    for (Holder holder : holders) {
      Trace trace =
          new Trace(
              holder.started(),
              holder.longJob(),
              holder.used(),
              points.getOrDefault(holder.environment(), List.of()).stream()
                  .filter(point -> !point.end().isBefore(holder.started()))
                  .toList());
      if (judge.of(trace, now) instanceof Verdict.Idle idle) {
        var course =
            new Course(taken.getOrDefault(holder.environment(), List.of()), holder.keptUntil());
        course
            .due(idle, rule.between(idle.queue()), now)
            .ifPresent(step -> take(step, holder, idle, rule, trace, now));
      }
    }
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
