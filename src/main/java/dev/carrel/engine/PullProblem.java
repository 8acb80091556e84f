package dev.carrel.engine;

/** Why a registry gives no image. */
public enum PullProblem {
  /** No answer: no network, no such host, refused, timed out. */
  UNREACHABLE,
  /** The registry has no such image, or hides it. */
  NOT_FOUND,
  /** Credentials are missing or not good enough, or the rate limit is reached. */
  DENIED,
  /** The caller closed the pull. */
  CANCELLED,
  /** The engine's disk is full. */
  NO_SPACE,
  /** Anything else. */
  FAILED
}
