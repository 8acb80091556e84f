package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.build.log.LogSource;
import dev.carrel.build.log.LogWriter;
import dev.carrel.catalogue.BaseState;
import dev.carrel.catalogue.PinnedBase;
import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Following;
import dev.carrel.recipe.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** One attempt at a build, from its claim to its outcome. */
final class BuildRun {

  /** Why an attempt is ended from outside. */
  enum Stop {
    CANCELLED,
    TIME_LIMIT,
    LOST,
    PORTAL_STOPS
  }

  private final BuildAttempt attempt;
  private final Workbench tools;
  private final LogWriter log;
  private final ReentrantLock lock = new ReentrantLock();
  private Stop stop;
  private Thread waiting;
  private Following building;

  BuildRun(BuildAttempt attempt, Workbench tools, LogWriter log) {
    this.attempt = attempt;
    this.tools = tools;
    this.log = log;
  }

  /** Ends it within a second or so; the first reason counts. */
  void stop(Stop why) {
    lock.lock();
    try {
      if (stop == null) {
        stop = why;
        if (waiting != null) {
          waiting.interrupt();
        }
        if (building != null) {
          building.close();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  Outcome run() {
    try {
      return attempt();
    } catch (EngineUnavailable away) {
      return stopped()
          .orElseGet(() -> new Outcome.Again(away.reason() + " " + away.remedy(), false));
    } catch (EngineRefused refused) {
      return stopped().orElseGet(() -> new Outcome.Failed(tools.refused(refused)));
    } catch (InterruptedException interrupted) {
      return stopped()
          .orElseThrow(() -> new IllegalStateException("interrupted by nobody", interrupted));
    }
  }

  private Outcome attempt() throws InterruptedException {
    Optional<BuildRow> row = tools.attempts().current(attempt);
    if (row.isEmpty()) {
      return new Outcome.Lost();
    }
    if (attempt.number() > 1) {
      say("Attempt " + attempt.number() + ": the build starts again.");
      tools.timeline().clear(attempt);
      Optional<String> made = tools.madeBy(attempt);
      if (made.isPresent()) {
        say("The image was ready when the portal stopped; it is taken as it is.");
        return sized(made.get());
      }
    }
    Optional<String> same = tools.naming().ofContent(row.get().digest);
    if (same.isPresent()) {
      say("The same content was built before: the image is ready, nothing has to be built.");
      return new Outcome.Ready(same.get(), false);
    }
    Revision revision = tools.recipes().revision(row.get().revisionId).orElseThrow();
    Optional<Diagnosis> trouble = base(revision.content().base());
    return trouble.isPresent() ? new Outcome.Failed(trouble.get()) : build(revision);
  }

  /** Brings the base here; says what is the matter if it cannot be had. */
  private Optional<Diagnosis> base(PinnedBase base) throws InterruptedException {
    if (tools.catalogue().isHere(base)) {
      return Optional.empty();
    }
    StepName step = new StepName(1, "FROM " + base.from());
    Instant from = tools.clock().instant();
    say("The base " + base.reference() + " is not here yet and is pulled first.");
    tools.timeline().started(attempt, step, from);
    BaseState state = pull(base);
    Optional<Diagnosis> trouble =
        switch (state) {
          case BaseState.Here here -> Optional.empty();
          case BaseState.Gone gone -> Optional.of(tools.baseTrouble(gone.why()));
          case BaseState.Unreachable unreachable ->
              Optional.of(tools.baseTrouble(unreachable.why()));
          case BaseState.Unknown unknown -> Optional.empty();
          case BaseState.Pullable pullable -> Optional.empty();
          case BaseState.Pulling pulling -> Optional.empty();
        };
    Instant to = tools.clock().instant();
    if (trouble.isPresent()) {
      say(trouble.get().sentence());
    } else {
      say("The base is here, after " + Duration.between(from, to).toSeconds() + " s.");
    }
    tools.timeline().finished(attempt, step, from, to, false, trouble.map(Diagnosis::sentence));
    return trouble;
  }

  private BaseState pull(PinnedBase base) throws InterruptedException {
    var told = new PullTalk(this::say, tools.clock());
    lock.lock();
    try {
      if (stop != null) {
        throw new InterruptedException();
      }
      waiting = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    try {
      return tools.catalogue().ensurePulled(base, told);
    } finally {
      lock.lock();
      try {
        waiting = null;
      } finally {
        lock.unlock();
      }
    }
  }

  private Outcome build(Revision revision) throws InterruptedException {
    var follower = new StepFollower(attempt, tools.timeline(), log);
    var spec = tools.spec(attempt, revision, this::say);
    lock.lock();
    try {
      if (stop != null) {
        throw new InterruptedException();
      }
      building = tools.engine().builder().build(spec, follower);
    } finally {
      lock.unlock();
    }
    building.await();
    return ended(follower);
  }

  private Outcome ended(StepFollower follower) throws InterruptedException {
    BuildEvent end;
    try {
      end = follower.end().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    if (end instanceof BuildEvent.Finished finished) {
      // It may have been made in the moment of a cancel: then it is there, and nobody is harmed.
      return sized(finished.imageId());
    }
    BuildEvent.Broken broken = (BuildEvent.Broken) end;
    return stopped()
        .orElseGet(
            () ->
                switch (broken.cause()) {
                  case ENGINE_LOST, CANCELLED ->
                      new Outcome.Again(
                          "The engine went away while this build ran; it runs again when the engine"
                              + " is back.",
                          true);
                  case NO_SPACE, FAILED -> {
                    say("The build failed: " + broken.message());
                    yield new Outcome.Broken(
                        broken.cause() == BuildEvent.Cause.NO_SPACE, broken.message());
                  }
                });
  }

  private Outcome sized(String imageId) {
    Optional<Diagnosis> large = tools.tooLarge(imageId);
    if (large.isPresent()) {
      say(large.get().sentence());
      return new Outcome.Failed(large.get());
    }
    return new Outcome.Ready(imageId, true);
  }

  private Optional<Outcome> stopped() {
    Stop why;
    lock.lock();
    try {
      why = stop;
    } finally {
      lock.unlock();
    }
    if (why == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (why) {
          case CANCELLED -> {
            say("Cancelled.");
            yield new Outcome.Cancelled();
          }
          case TIME_LIMIT -> {
            say("The time limit has been reached.");
            yield new Outcome.Failed(tools.tooLong());
          }
          case LOST -> new Outcome.Lost();
          case PORTAL_STOPS -> {
            say("The portal is being stopped; the build runs again when it is back.");
            yield new Outcome.Again(
                "The portal was stopped while this build ran; it runs again.", false);
          }
        });
  }

  private void say(String text) {
    log.line(0, LogSource.CARREL, text);
  }
}
