package dev.carrel.build.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The newest lines of one build, read once from the database and shared by all who follow it here.
 * It keeps nothing for a viewer: each asks for what comes after the line it has, so that one who is
 * slow or gone costs nothing. Whoever is further behind than the newest lines reads the database.
 */
final class LogFeed {
  private static final Logger LOG = Logger.getLogger(LogFeed.class);
  private static final int NEWEST_LINES = 5_000;
  private static final int BATCH_LINES = 1_000;

  /** A line comes at once; those right behind it together, so that a crowd is not woken by each. */
  private static final long PACE_MILLIS = 100;

  /** A crowd that comes back at once takes turns, and leaves connections to the rest. */
  private static final Semaphore READERS = new Semaphore(4);

  private final long build;
  private final LogStore store;
  private final LogEnds ends;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicBoolean reading = new AtomicBoolean();
  private final AtomicBoolean stale = new AtomicBoolean(true);
  private final Deque<LogBatch> newest = new ArrayDeque<>();
  private int newestLines;
  private long last;
  private long changes;
  private boolean ended;
  private boolean closed;
  private final ReentrantLock stateLock = new ReentrantLock();
  private long stateOf;
  private byte[] stateEvent;
  int viewers;

  LogFeed(long build, LogStore store, LogEnds ends) {
    this.build = build;
    this.store = store;
    this.ends = ends;
    this.last = Math.max(0, store.last(build) - BATCH_LINES);
  }

  /** There may be something new. Reading goes on elsewhere, once, however often this is said. */
  void poke() {
    stale.set(true);
    if (reading.compareAndSet(false, true)) {
      Thread.ofVirtual().name("build-feed-" + build).start(this::read);
    }
  }

  /** Something besides lines changed: the state, a step. */
  void pokeState() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    poke();
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What a viewer is to be told next. */
  sealed interface Next {
    record Lines(LogBatch batch) implements Next {}

    /** Lines follow that are not in memory: read them. */
    record Behind(long last) implements Next {}

    record StateChanged(long changes) implements Next {}

    record Nothing() implements Next {}

    record Ended() implements Next {}
  }

  /**
   * Waits for news.
   *
   * @param seen the newest line that the viewer has
   * @param seenChanges the newest change of state that it knows, -1 if it wants none
   */
  Next next(long seen, long seenChanges, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (true) {
        if (closed) {
          return new Next.Ended();
        }
        if (seenChanges >= 0 && changes > seenChanges) {
          return new Next.StateChanged(changes);
        }
        if (seen < last) {
          return find(seen);
        }
        if (ended) {
          return new Next.Ended();
        }
        if (nanos <= 0) {
          return new Next.Nothing();
        }
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** For a viewer who is behind: the next lines from the database. */
  Optional<LogBatch> catchUp(long seen) throws InterruptedException {
    READERS.acquire();
    try {
      List<LogLine> lines = store.after(build, seen);
      return lines.isEmpty() ? Optional.empty() : Optional.of(new LogBatch(lines));
    } finally {
      READERS.release();
    }
  }

  /** The state's event, made once for all viewers. */
  byte[] state(long change, Supplier<String> text) {
    stateLock.lock();
    try {
      if (stateEvent == null || stateOf < change) {
        stateEvent = LogFormat.event("state", text.get());
        stateOf = change;
      }
      return stateEvent;
    } finally {
      stateLock.unlock();
    }
  }

  private Next find(long seen) {
    if (newest.isEmpty() || seen + 1 < newest.getFirst().first()) {
      return new Next.Behind(last);
    }
    // The wanted lines are nearly always in the last batch.
    LogBatch wanted = null;
    for (var each = newest.descendingIterator(); each.hasNext(); ) {
      LogBatch batch = each.next();
      if (batch.last() <= seen) {
        break;
      }
      wanted = batch;
    }
    return new Next.Lines(wanted.after(seen));
  }

  private void read() {
    try {
      while (stale.getAndSet(false)) {
        // Asked first: if it has ended by now, the lines read next are all there are.
        boolean end = ends.ended(build);
        for (List<LogLine> lines; !(lines = store.after(build, last)).isEmpty(); ) {
          add(lines);
        }
        if (end) {
          end();
        } else {
          Thread.sleep(PACE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The next signal, or the gap after the database's return, reads again.
      LOG.debugf("The feed of build %d could not be read: %s", build, e.getMessage());
    } finally {
      reading.set(false);
    }
    if (stale.get()) {
      poke();
    }
  }

  private void add(List<LogLine> lines) {
    var batches = new ArrayList<LogBatch>();
    for (int from = 0; from < lines.size(); from += BATCH_LINES) {
      batches.add(new LogBatch(lines.subList(from, Math.min(lines.size(), from + BATCH_LINES))));
    }
    lock.lock();
    try {
      for (LogBatch batch : batches) {
        newest.add(batch);
        newestLines += batch.size();
      }
      while (newestLines > NEWEST_LINES && newest.size() > 1) {
        newestLines -= newest.remove().size();
      }
      last = lines.getLast().number();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
