package dev.carrel.notice;

/** A way out of the portal. */
enum Way {
  MAIL,
  WEBHOOK
}
