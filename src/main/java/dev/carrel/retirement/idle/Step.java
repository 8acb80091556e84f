package dev.carrel.retirement.idle;

/** What is done about an idle environment, in this order. */
enum Step {
  NOTICE,
  SECOND_NOTICE,
  RELEASE
}
