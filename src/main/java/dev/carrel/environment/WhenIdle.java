package dev.carrel.environment;

/** What happens to an environment whose GPUs are taken back because it does nothing with them. */
public enum WhenIdle {
  /** It starts again at once without GPUs. */
  DEMOTE,
  STOP
}
