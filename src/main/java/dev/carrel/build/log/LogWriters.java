package dev.carrel.build.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Opens the log of an attempt for writing; what earlier attempts wrote stays before it. */
@ApplicationScoped
public class LogWriters {
  private final LogStore store;
  private final LogConfig config;
  private final Clock clock;

  @Inject
  LogWriters(LogStore store, LogConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  public LogWriter open(BuildAttempt attempt) {
    return new LogWriter(store, attempt, config, clock);
  }
}
