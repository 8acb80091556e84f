package dev.carrel.notice;

/** A notice did not get out by a way; the message says why, for the operator. */
final class Undelivered extends Exception {
  Undelivered(String why) {
    super(why, null, false, false);
  }
}
