package dev.carrel.build.log;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Takes the output of one attempt and writes it in batches. Memory stays flat: whoever prints
 * faster than the database writes is made to wait, and what is over the limit is left out in the
 * middle.
 */
public final class LogWriter implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LogWriter.class);
  private static final int CHUNK = 256 * 1024;
  private static final int PENDING = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LogStore store;
  private final BuildAttempt attempt;
  private final Duration gather;
  private final Clock clock;
  private final LogLimit limit;
  private final Map<Source, LineSplitter> splitters = new HashMap<>();
  private final Deque<LogLine> pending = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread flusher;
  private Instant outputTime = Instant.EPOCH;
  private long pendingBytes;
  private long next;
  private boolean closed;
  private boolean broken;

  private record Source(int step, LogSource source) {}

  LogWriter(LogStore store, BuildAttempt attempt, LogConfig config, Clock clock) {
    this.store = store;
    this.attempt = attempt;
    this.gather = config.gather();
    this.clock = clock;
    this.limit = new LogLimit(store, attempt.build(), config.limit().asLongValue());
    this.next = store.last(attempt.build()) + 1;
    this.flusher = Thread.ofVirtual().name("build-log-" + attempt.build()).start(this::flush);
  }

  /** One line at once, of Carrel's or a step's heading. */
  public void line(int step, LogSource source, String text) {
    for (String line : text.split("\\R")) {
      add(step, source, clock.instant(), line);
    }
  }

  /** Output as it comes, cut anywhere. */
  public void output(int step, LogSource source, Instant time, byte[] bytes) {
    outputTime = time;
    splitters
        .computeIfAbsent(
            new Source(step, source),
            key -> new LineSplitter(line -> add(step, source, outputTime, line)))
        .accept(bytes);
  }

  /** The step prints no more: a line without an end is one now. */
  public void endOfStep(int step) {
    for (LogSource source : List.of(LogSource.STDOUT, LogSource.STDERR)) {
      LineSplitter splitter = splitters.remove(new Source(step, source));
      if (splitter != null) {
        splitter.end();
      }
    }
  }

  /** Writes what is left; returns when it is written, or cannot be. */
  @Override
  public void close() {
    splitters.values().forEach(LineSplitter::end);
    splitters.clear();
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (true) {
      try {
        flusher.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(int step, LogSource source, Instant time, String text) {
    lock.lock();
    try {
      while (pendingBytes > PENDING && !broken) {
        changed.awaitUninterruptibly();
      }
      if (broken) {
        return;
      }
      pending.add(new LogLine(next++, time, step, source, text));
      pendingBytes += text.length() + 32;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void flush() {
    try {
      while (true) {
        List<LogLine> batch = take();
        if (batch.isEmpty()) {
          return;
        }
        write(batch);
      }
    } catch (Superseded over) {
      LOG.debugf("No more log lines: %s", over.getMessage());
      giveUp();
    } catch (RuntimeException e) {
      LOG.errorf(e, "The log of build %d cannot be written", attempt.build());
      giveUp();
    }
  }

  private void write(List<LogLine> batch) {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        store.append(attempt, batch);
        break;
      } catch (Superseded over) {
        throw over;
      } catch (RuntimeException e) {
        // The database may be starting again: its rows are still wanted then.
        if (Instant.now().isAfter(until)) {
          throw e;
        }
        if (alreadyThere(batch)) {
          break;
        }
        sleep(Duration.ofMillis(500));
      }
    }
    limit.written(batch.getFirst().number(), batch.getLast().number(), bytes(batch));
  }

  /** A commit whose answer was lost did happen. */
  private boolean alreadyThere(List<LogLine> batch) {
    try {
      return store.last(attempt.build()) == batch.getLast().number();
    } catch (RuntimeException away) {
      return false;
    }
  }

  /** Waits for a line, then a little for more; nothing once the writer is closed and empty. */
  private List<LogLine> take() {
    lock.lock();
    try {
      while (pending.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      long nanos = gather.toNanos();
      while (!closed && pendingBytes < CHUNK && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      var batch = new ArrayList<LogLine>();
      for (int bytes = 0; bytes < CHUNK && !pending.isEmpty(); ) {
        LogLine line = pending.remove();
        batch.add(line);
        bytes += line.text().length() + 32;
        pendingBytes -= line.text().length() + 32;
      }
      changed.signalAll();
      return batch;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while gathering lines", e);
    } finally {
      lock.unlock();
    }
  }

  private void giveUp() {
    lock.lock();
    try {
      broken = true;
      pending.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static long bytes(List<LogLine> lines) {
    long bytes = 0;
    for (LogLine line : lines) {
      bytes += line.text().getBytes(StandardCharsets.UTF_8).length + 16;
    }
    return bytes;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the database was away", e);
    }
  }
}
