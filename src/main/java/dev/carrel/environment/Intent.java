package dev.carrel.environment;

/** What the owner wants of an environment. */
enum Intent {
  RUN,
  STOP,
  RETIRE
}
