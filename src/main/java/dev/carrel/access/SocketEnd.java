package dev.carrel.access;

/** Why the portal ends a terminal's socket; the page decides by the code whether to come back. */
enum SocketEnd {
  /** The shell has ended; there is nothing to come back to. */
  SHELL_ENDED(4000),
  /** The environment does not run. */
  NOT_RUNNING(4001),
  /** Too many terminals. */
  TOO_MANY(4002),
  /** The session that opened it has ended: sign in and come back. */
  SIGNED_OUT(4003),
  /** The browser does not keep up: come back, and see the last part. */
  TOO_SLOW(4004),
  /** The engine does not answer: come back later. */
  ENGINE_AWAY(4005);

  private final int code;

  SocketEnd(int code) {
    this.code = code;
  }

  /** From the range that RFC 6455 leaves to applications. */
  int code() {
    return code;
  }

  String reason() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
