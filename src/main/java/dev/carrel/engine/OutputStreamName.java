package dev.carrel.engine;

/** Which of a process's two outputs bytes came from. */
public enum OutputStreamName {
  OUT,
  ERR
}
