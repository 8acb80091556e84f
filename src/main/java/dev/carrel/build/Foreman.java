package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.build.log.LogWriter;
import dev.carrel.build.log.LogWriters;
import dev.carrel.database.Signal;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes builds from the queue and has them run, on this replica. It looks when a signal says that
 * something changed, and every two seconds; while the engine is away it lets them wait.
 */
@ApplicationScoped
class Foreman {
  private static final Logger LOG = Logger.getLogger(Foreman.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final BuildQueue queue;
  private final Workbench tools;
  private final LogWriters logs;
  private final Diagnostician diagnostician;
  private final BuildConfig config;
  private final Engine engine;
  private final Runner runner;
  private final Map<Long, BuildRun> running = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private Thread thread;
  private volatile boolean stopping;
  private volatile boolean away;

  @Inject
  Foreman(
      BuildQueue queue,
      Workbench tools,
      LogWriters logs,
      Diagnostician diagnostician,
      BuildConfig config,
      Engine engine,
      Runner runner) {
    this.queue = queue;
    this.tools = tools;
    this.logs = logs;
    this.diagnostician = diagnostician;
    this.config = config;
    this.engine = engine;
    this.runner = runner;
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("builds").start(this::work);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    running.values().forEach(run -> run.stop(BuildRun.Stop.PORTAL_STOPS));
    Instant until = Instant.now().plusSeconds(5);
    while (!running.isEmpty() && Instant.now().isBefore(until)) {
      Thread.sleep(20);
    }
    thread.interrupt();
  }

  void on(@ObservesAsync Signal signal) {
    if (signal.isGap() || signal.topic().equals(BuildQueue.TOPIC)) {
      news.release();
    }
  }

  private void work() {
    boolean recovered = false;
    while (!stopping) {
      try {
        if (!recovered) {
          takeBack(queue.of(runner.name()));
          recovered = true;
        }
        takeBack(queue.expired());
        if (engineAnswers()) {
          claimAll();
        }
        news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.warnf("The queue of builds could not be looked at: %s", e.getMessage());
          pause(LOOK);
        }
      }
    }
  }

  private void takeBack(List<BuildAttempt> orphans) {
    for (BuildAttempt orphan : orphans) {
      LOG.infof("Build %d lost its runner and is queued again", orphan.build());
      tools
          .attempts()
          .again(orphan, "The portal was stopped while this build ran; it runs again.", true);
    }
  }

  private void claimAll() {
    while (!stopping) {
      Optional<BuildAttempt> attempt = queue.claim(runner.name());
      if (attempt.isEmpty()) {
        return;
      }
      Thread.ofVirtual().name("build-" + attempt.get().build()).start(() -> run(attempt.get()));
    }
  }

  /** Asked only when it was away the last time: a build that starts finds out by itself. */
  private boolean engineAnswers() {
    if (!away) {
      return true;
    }
    try {
      engine.info();
      away = false;
      queue.explainWaiting(Optional.empty());
      return true;
    } catch (EngineUnavailable still) {
      queue.explainWaiting(Optional.of(waitingFor(still.reason())));
      return false;
    }
  }

  private static String waitingFor(String reason) {
    return reason + " The build starts by itself when the engine is back.";
  }

  private void run(BuildAttempt attempt) {
    Outcome outcome;
    try (LogWriter log = logs.open(attempt)) {
      var run = new BuildRun(attempt, tools, log);
      running.put(attempt.build(), run);
      var over = new CountDownLatch(1);
      Thread.ofVirtual().name("build-watch").start(() -> watch(attempt, run, over));
      try {
        outcome = run.run();
      } finally {
        over.countDown();
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "Build %d broke", attempt.build());
      outcome = new Outcome.Again("Something broke on our side: " + e.getMessage() + ".", true);
    }
    try {
      conclude(attempt, outcome);
    } finally {
      running.remove(attempt.build());
      news.release();
    }
  }

  /** Renews the lease, and ends what was cancelled, takes too long or is another's. */
  private void watch(BuildAttempt attempt, BuildRun run, CountDownLatch over) {
    Instant late = Instant.now().plus(config.timeLimit());
    try {
      while (!over.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        if (Instant.now().isAfter(late)) {
          run.stop(BuildRun.Stop.TIME_LIMIT);
        }
        renew(attempt, run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew(BuildAttempt attempt, BuildRun run) {
    try {
      switch (queue.renew(attempt)) {
        case GO_ON -> {}
        case CANCEL -> run.stop(BuildRun.Stop.CANCELLED);
        case LOST -> run.stop(BuildRun.Stop.LOST);
      }
    } catch (RuntimeException databaseAway) {
      // Builds go on while the database starts again; nobody else can take them meanwhile.
      LOG.debugf("No lease for build %d: %s", attempt.build(), databaseAway.getMessage());
    }
  }

  /** The database may be away just now; what was built is not thrown away for that. */
  private void conclude(BuildAttempt attempt, Outcome outcome) {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        end(attempt, outcome);
        return;
      } catch (RuntimeException e) {
        if (stopping || Instant.now().isAfter(until)) {
          LOG.errorf(e, "The end of build %d could not be written", attempt.build());
          return;
        }
        LOG.warnf("The end of build %d is tried again: %s", attempt.build(), e.getMessage());
        pause(BEAT);
      }
    }
  }

  private void end(BuildAttempt attempt, Outcome outcome) {
    switch (outcome) {
      case Outcome.Ready ready -> shelve(attempt, ready);
      case Outcome.Failed failed -> tools.attempts().fail(attempt, failed.diagnosis());
      case Outcome.Broken broken ->
          tools.attempts().fail(attempt, diagnostician.explain(attempt, broken));
      case Outcome.Cancelled cancelled -> tools.attempts().cancel(attempt);
      case Outcome.Again again -> {
        away |= !again.interrupted();
        tools.attempts().again(attempt, again.why(), again.interrupted());
      }
      case Outcome.Lost lost -> LOG.infof("Build %d is another runner's now", attempt.build());
    }
  }

  private void shelve(BuildAttempt attempt, Outcome.Ready ready) {
    Optional<BuildRow> row = tools.attempts().current(attempt);
    if (row.isEmpty()) {
      return;
    }
    try {
      var revision = tools.recipes().revision(row.get().revisionId).orElseThrow();
      var named = tools.naming().name(revision, ready.engineId(), tools.size(ready.engineId()));
      tools.attempts().succeed(attempt, named);
    } catch (EngineUnavailable gone) {
      away = true;
      tools.attempts().again(attempt, "The engine went away before the image had its name.", true);
    }
  }

  private void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
