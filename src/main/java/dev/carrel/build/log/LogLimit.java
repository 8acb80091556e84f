package dev.carrel.build.log;

import dev.carrel.build.log.LogStore.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the beginning and the end of a log, half of the limit each. */
final class LogLimit {
  private final LogStore store;
  private final long build;
  private final long half;

  /** What is kept of the end, oldest first. */
  private final Deque<Chunk> end = new ArrayDeque<>();

  private long headBytes;
  private long headLast;
  private long endBytes;

  LogLimit(LogStore store, long build, long limit) {
    this.store = store;
    this.build = build;
    this.half = limit / 2;
    store.chunks(build).forEach(this::count);
  }

  /** Says that a chunk was written; older ones may be left out for it. */
  void written(long first, long last, long bytes) {
    count(new Chunk(first, last, bytes));
    if (endBytes > half) {
      long upTo = 0;
      // A quarter at once, so that a flood does not mean a deletion for each chunk.
      while (endBytes > half - half / 4 && end.size() > 1) {
        Chunk dropped = end.remove();
        endBytes -= dropped.bytes();
        upTo = dropped.last();
      }
      if (upTo > 0) {
        store.leaveOut(build, headLast, upTo);
      }
    }
  }

  private void count(Chunk chunk) {
    if (end.isEmpty() && headBytes + chunk.bytes() <= half && chunk.first() == headLast + 1) {
      headBytes += chunk.bytes();
      headLast = chunk.last();
    } else {
      end.add(chunk);
      endBytes += chunk.bytes();
    }
  }
}
