package dev.carrel.engine.memory;

import dev.carrel.engine.ContainerLog;
import dev.carrel.engine.Following;
import dev.carrel.engine.LogQuery;
import dev.carrel.engine.VirtualFollowing;
import java.util.List;
import java.util.function.Consumer;

/** Reads a container's log, and waits for more of it. */
final class MemoryLog {

  private MemoryLog() {}

  static Following follow(
      MemoryContainer container, LogQuery query, Consumer<ContainerLog> listener) {
    return VirtualFollowing.start(
        "memory-log",
        self -> {
          List<ContainerLog.Line> log = container.log;
          int next =
              query.tail().isPresent() ? Math.max(0, log.size() - query.tail().getAsInt()) : 0;
          boolean more = true;
          while (more && !self.closed()) {
            // Asked before the lines are read: what it printed last must not be missed.
            more = query.follow() && container.running();
            for (; next < log.size(); next++) {
              ContainerLog.Line line = log.get(next);
              if (query.since().filter(line.time()::isBefore).isEmpty()) {
                listener.accept(line);
              }
            }
            more = more && self.pause(5);
          }
          listener.accept(new ContainerLog.Ended());
        });
  }
}
