package dev.carrel.build.log;

/** Knows whether a build's log is complete. */
public interface LogEnds {
  boolean ended(long build);
}
